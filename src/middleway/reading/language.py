def language(text):
    return "en"
