MODELS = {}


def register(name):
    def add(made):
        MODELS[name] = made
        return made

    return add


def create(name, **settings):
    from . import model

    return MODELS[name](**settings)
