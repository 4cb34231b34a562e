letters = list("abc")
for index in range(5):
    print(letters[index])
