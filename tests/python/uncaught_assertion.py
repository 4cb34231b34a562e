balance = 10
print("balance", balance)
assert balance > 50, f"balance is only {balance}"
