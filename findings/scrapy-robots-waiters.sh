#!/usr/bin/env bash
# Scrapy 2.19: of several requests that wait for one robots.txt, only the first two get its rules; the others get none
# and are sent although robots.txt forbids them. Needs nothing but Scrapy; talks to 127.0.0.1 alone.
# Prints "forbidden pages fetched: N of 6"; anything above 0 shows the fault. Usage: PYTHON=.venv/bin/python findings/…
set -eu
"${PYTHON:-.venv/bin/python}" - <<'PY'
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import scrapy
from scrapy.crawler import CrawlerProcess

fetched = []


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/robots.txt":
            time.sleep(0.5)  # the others come to wait
            body = b"User-agent: *\nDisallow: /\n"
        else:
            fetched.append(self.path)
            body = b"ok"
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()


class Six(scrapy.Spider):
    name = "six"
    custom_settings = {"ROBOTSTXT_OBEY": True, "LOG_LEVEL": "CRITICAL"}

    async def start(self):
        for number in range(6):
            yield scrapy.Request(f"http://127.0.0.1:{server.server_port}/{number}")


process = CrawlerProcess({"LOG_ENABLED": False})
process.crawl(Six)
process.start()
print(f"scrapy {scrapy.__version__}: forbidden pages fetched: {len(fetched)} of 6")
PY
