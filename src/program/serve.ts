import { readFileSync } from 'node:fs';
import { createServer as createHttp, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { pathToFileURL } from 'node:url';
import { headersOfAll } from './headers.ts';
import compression from 'compression';
import { PROBLEM_TYPE } from './problem.ts';
import { bodyProblem, bodyRefused, CIPHERS, mayCompress, tooLargePage } from './wire.ts';
import { letGo } from './let-go.ts';

// Our own small server around the built pages: one build serves any port and origin. Kit learns the protocol from a
// header that only we set, and photos come in pieces, so its body limit stays small.

const { HOST = '127.0.0.1', PORT = '4000', ORIGIN = '', TLS_CERT, TLS_KEY } = process.env;
const secure = Boolean(TLS_CERT && TLS_KEY);
process.env.KIT_PROTOCOL_HEADER = 'x-tung-nha-protocol';
process.env.KIT_BODY_SIZE_LIMIT = '12M';
process.env.KIT_ADDRESS_HEADER = 'x-tung-nha-address';

const { handler } = (await import(pathToFileURL(`${process.cwd()}/build/handler.js`).href)) as {
	handler: RequestListener;
};

const compressed = compression();
// Behind a proxy that ends https, people come by https all the same.
const always = Object.entries(headersOfAll(secure || ORIGIN.startsWith('https:')));

/** A body that is not read: a program is told as of any other problem, whoever brought a sheet by a page, others by the status. */
function refuse(request: IncomingMessage, response: ServerResponse, status: 411 | 413): void {
	const program = request.url?.startsWith('/api/') ?? false;
	const page = status === 413 ? tooLargePage(request.url) : null;
	const type = program ? PROBLEM_TYPE : page === null ? null : 'text/html; charset=utf-8';
	response.writeHead(status, { connection: 'close', ...(type === null ? {} : { 'content-type': type }) });
	response.end(program ? bodyProblem(status, request.headers['accept-language']) : page);
}

const listener: RequestListener = (request, response) => {
	request.headers['x-tung-nha-protocol'] = secure ? 'https' : 'http';
	request.headers['x-tung-nha-address'] = request.socket.remoteAddress ?? '';
	// Files that lie there are answered without the hook of the pages, so what holds for every answer is said here.
	for (const [name, value] of always) response.setHeader(name, value);
	const refused = bodyRefused(request);
	if (refused !== null) return refuse(request, response, refused);
	if (!mayCompress(request)) return handler(request, response);
	return compressed(request as never, response as never, () => void handler(request, response));
};

const server = secure
	? createHttps(
			{
				...{ cert: readFileSync(TLS_CERT!), key: readFileSync(TLS_KEY!) },
				...{ minVersion: 'TLSv1.2', ciphers: CIPHERS, honorCipherOrder: true }
			},
			listener
		)
	: createHttp(listener);
server.requestTimeout = 60_000;
server.headersTimeout = 15_000;
server.listen(Number(PORT), HOST, () => letGo(process.env.LET_GO));

const stop = (): void => {
	server.close(() => process.exit(0));
	server.closeIdleConnections();
	setTimeout(() => process.exit(0), 3000).unref();
};
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
process.on('disconnect', () => process.exit(0));
process.on('uncaughtException', (fault) => {
	// postgres.js was seen to throw outside of any promise when its server is killed; the supervisor starts a fresh one.
	process.stderr.write(`${JSON.stringify({ level: 60, fault: String(fault) })}\n`);
	process.exit(1);
});
