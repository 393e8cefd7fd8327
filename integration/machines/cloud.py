"""The part of a cloud that a machine asks: the token of its identity, and a vault. Both hesitate at first, as in a real cloud."""
import http.server
import json

SECRETS = '/opt/secrets.json'
hesitations = {'token': 1, 'secret': 2}


class Cloud(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        path = self.path.split('?')[0]
        what = 'token' if path == '/metadata/identity/oauth2/token' else 'secret'
        if hesitations[what] > 0:
            hesitations[what] -= 1
            return self.answer(404 if what == 'token' else 403, {})
        if what == 'token':
            return self.answer(200 if self.headers['Metadata'] == 'true' else 400, {'access_token': 'token-of-the-machine'})
        if self.headers['Authorization'] != 'Bearer token-of-the-machine':
            return self.answer(401, {})
        name = path.split('/')[2]
        with open(SECRETS, encoding='utf-8') as file:
            secrets = json.load(file)
        return self.answer(200, {'value': secrets[name]}) if name in secrets else self.answer(404, {})

    def answer(self, status, document):
        body = json.dumps(document).encode()
        self.send_response(status)
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)


http.server.ThreadingHTTPServer(('169.254.169.254', 80), Cloud).serve_forever()
