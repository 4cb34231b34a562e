class Team:
    members = []

    def __init__(self):
        self.own = []


a, b = Team(), Team()
a.members.append("shared")
a.own.append("mine")
print(b.members, b.own, Team.members is a.members)
a.members = ["now separate"]
print(a.members, b.members)
