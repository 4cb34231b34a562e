from multiprocessing import Pipe, Process


def player(connection):
    while True:
        ball = connection.recv()
        if ball is None:
            break
        print("pong", ball, flush=True)
        connection.send(ball + 1)


if __name__ == "__main__":
    here, there = Pipe()
    p = Process(target=player, args=(there,))
    p.start()
    ball = 0
    for _ in range(3):
        print("ping", ball, flush=True)
        here.send(ball)
        ball = here.recv()
    here.send(None)
    p.join()
    print("over at", ball)
