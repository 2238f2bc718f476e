class Tokenizer:
    def __init__(self, text):
        self.characters = sorted(set(text))
        self.index = {character: i for i, character in enumerate(self.characters)}

    def encode(self, text):
        return [self.index[character] for character in text]
