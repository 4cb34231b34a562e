class Playlist:
    def __init__(self, *songs):
        self.songs = list(songs)

    def __len__(self):
        return len(self.songs)

    def __getitem__(self, key):
        print("get", key)
        return self.songs[key]

    def __setitem__(self, key, song):
        self.songs[key] = song

    def __delitem__(self, key):
        del self.songs[key]

    def __contains__(self, song):
        return song.lower() in self.songs


mix = Playlist("a", "b", "c")
mix[0] = "z"
del mix[1]
print(len(mix), mix[0], mix[-1], mix[0:2], "Z" in mix, bool(mix), bool(Playlist()))
for song in mix:
    print(song)
print(list(reversed(mix)))
