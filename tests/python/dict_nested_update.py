school = {"class": {"pupils": ["Ann", "Bo"], "room": 12}}
school["class"]["pupils"].append("Cy")
school["class"]["room"] += 1
school["head"] = {"name": "Di"}
print(school)
for key, value in school.items():
    print(key, "->", ", ".join(f"{k}={v}" for k, v in value.items()))
