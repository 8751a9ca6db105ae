def search_terms(message, own_names):
    return " ".join(message.split()[:12])
