"""A server of its own for a benchmark: one process, one folder, held to one core where one is named."""

import http.client
import json
import os
import re
import shutil
import subprocess
import tempfile

KEY = "rk_operator-key-of-the-benchmark"
# A client that sends a whole body before it reads the answer must leave room for the answer on the way.
IMPORT_LINES = 20_000


class Server:
    def __init__(self, program, core=None):
        self.folder = tempfile.mkdtemp(prefix="rollcall-bench-")
        environment = {
            "PATH": os.environ["PATH"], "ROLLCALL_OPERATOR_KEY": KEY, "ROLLCALL_RATE_LIMIT": "0",
        }
        self.log = open(os.path.join(self.folder, "log"), "wb")
        self.process = subprocess.Popen(
            [program, "serve", "--port", "0", "--data", os.path.join(self.folder, "data")],
            env=environment, stdout=subprocess.PIPE, stderr=self.log, text=True,
            preexec_fn=None if core is None else lambda: os.sched_setaffinity(0, {core}))
        line = self.process.stdout.readline()
        self.port = int(re.search(r":(\d+)\s*$", line).group(1))
        self.key = KEY

    def call(self, method, path, body=None, accept=None, kind="application/json"):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=600)
        headers = {"Authorization": "Bearer " + self.key, "Content-Type": kind}
        if accept:
            headers["Accept"] = accept
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        if answer.status >= 300:
            raise SystemExit(f"{method} {path}: {answer.status} {answer.read()[:500]}")
        return answer

    def send(self, method, path, body, **more):
        return json.loads(self.call(method, path, json.dumps(body), **more).read())

    def memory(self, name="VmRSS"):
        """Kibibytes; VmHWM is the peak since `forget`."""
        with open(f"/proc/{self.process.pid}/status") as status:
            return int(re.search(name + r":\s+(\d+)", status.read()).group(1))

    def forget(self):
        with open(f"/proc/{self.process.pid}/clear_refs", "w") as refs:
            refs.write("5")

    def cpu(self):
        with open(f"/proc/{self.process.pid}/stat") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def end(self):
        """Ends the process; its folder stays."""
        self.process.terminate()
        self.process.wait()
        self.log.close()

    def stop(self):
        self.end()
        shutil.rmtree(self.folder)


def load(server, path, lines):
    for line in server.call("POST", path, lines, kind="application/x-ndjson").read().splitlines():
        if json.loads(line)["status"] >= 300:
            raise SystemExit(line.decode())
