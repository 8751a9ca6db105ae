"""The dashboard: server-rendered pages for one learner, each with a JSON twin at the same address, and live updates.

The twin: every page is one Pydantic model. `render.answer(request, template, view)` shows it as HTML, or as JSON when
the request prefers `application/json` in `Accept`, or asks for it with `?format=json` (the link in the footer). Routes
name the model as `response_model`, so that `/openapi.json` describes it. Errors have a twin too: `ProblemAnswer`.

Where things are:

    app.py          `create_app`: routers, guard, error pages
    server.py       `Server`: the installation, the practice folder, access; a route gets it as `server: ServerOf`
    memory.py       values kept until what they depend on has changed, each computed by one thread at a time
    states.py       what pages depend on: parts of the databases' state;  kept.py: whole pages, kept by these
    access.py       one-time links, sessions, CSRF tokens
    security.py     the guard around every request: Host, Origin, session, headers
    problems.py     what a page cannot answer, in the error formula, as a page or as JSON
    render.py       `answer`: a view as HTML or JSON;  markdown.py, words.py: filters of the templates
    live/           revisions of what pages show, derived from SQL; the hub that tells who follows them
    uploads/        files that come in pieces;  handing_in.py: from a whole upload to a durable submission
    keeper.py       a worker lives while models wait
    pages/          one router a page; a route reads, calls a view, and answers
    views/          what a page shows, as Pydantic models without HTML
    pictures/       SVG, each a pure function
    templates/, static/

A form that changes something is a POST with `{{ csrf_field() }}` (from macros.html.j2), or a request with the header
`X-CSRF-Token`, whose value the page carries in `<meta name="csrf-token">`; the guard refuses it otherwise. It answers
303 to a page, so that reload is harmless.

Live parts: a page that wants them says `{% block events %}{{ view.events }}{% endblock %}`: the address of a stream of
server-sent events, from `live.topics.events_address`. Whenever a message `change` comes, `gradatim.js` asks for the
page again and puts the new text of each element marked `data-live` (with an id) in place of the old one. So live parts
need no templates of their own.

The policy of content forbids inline scripts and styles, `style="…"` as well: a shade or a width is a class, or an
attribute of SVG (`width`, `x`, `fill-opacity`).
"""
