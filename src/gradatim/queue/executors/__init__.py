"""Where jobs run. Every executor has the shape of `concurrent.futures.Executor`: `submit(run_job, job_id, token)`."""
