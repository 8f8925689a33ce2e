def read_many(texts, progress=None):
    from middleway.reading.reader import read
    for t in texts:
        yield read(t)
