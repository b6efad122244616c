# terminal.py ANSWER -- PROGRAM ARGUMENT…: runs a program on a terminal of its own and types the answer at the
# first prompt. Prints what the program showed; ends with its status.
import os
import pty
import select
import sys
import time

at = sys.argv.index('--')
answer, command = sys.argv[1], sys.argv[at + 1:]
child, terminal = pty.fork()
if child == 0:
    os.execvpe(command[0], command, os.environ)
shown = b''
typed = False
end = time.time() + 60
while time.time() < end:
    ready, _, _ = select.select([terminal], [], [], 0.2)
    if ready:
        try:
            piece = os.read(terminal, 65536)
        except OSError:
            break
        if not piece:
            break
        shown += piece
    elif not typed and b'passphrase' in shown:
        os.write(terminal, answer.encode() + b'\n')
        typed = True
_, status = os.waitpid(child, 0)
sys.stdout.buffer.write(shown)
sys.exit(os.waitstatus_to_exitcode(status))
