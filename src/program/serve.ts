import { readFileSync } from 'node:fs';
import {
	createServer as createHttp,
	type IncomingMessage,
	type RequestListener,
	type Server,
	type ServerResponse
} from 'node:http';
import { createServer as createHttps } from 'node:https';
import { pathToFileURL } from 'node:url';
import { calledBy, lentCalls } from './calls.ts';
import { clearWhenQuiet } from './clear-up.ts';
import { headersOfAll } from './headers.ts';
import compression from 'compression';
import { PROBLEM_TYPE } from './problem.ts';
import {
	bodyProblem,
	bodyRefused,
	CIPHERS,
	isProgram,
	keepsPolicy,
	mayCompress,
	notHerePage,
	tooLargePage,
	withoutBrowser
} from './wire.ts';
import { isOf, pathOf, SIDE_HEADER, type Side } from './sides.ts';
import { letGo } from './let-go.ts';

// Our own small server around the built pages: one build serves any port and origin. Kit learns the protocol from a
// header that only we set, and photos come in pieces, so its body limit stays small. The field's app has an origin, and so a port, of
// its own (`sides.ts`).

const { HOST = '127.0.0.1', PORT = '4000', ORIGIN = '', FIELD_PORT, FIELD_ORIGIN = '' } = process.env;
const { TLS_CERT, TLS_KEY } = process.env;
const secure = Boolean(TLS_CERT && TLS_KEY);
process.env.KIT_PROTOCOL_HEADER = 'x-tung-nha-protocol';
process.env.KIT_BODY_SIZE_LIMIT = '12M';
process.env.KIT_ADDRESS_HEADER = 'x-tung-nha-address';

const { handler } = (await import(pathToFileURL(`${process.cwd()}/build/handler.js`).href)) as {
	handler: RequestListener;
};

const compressed = compression();
const HTML = 'text/html; charset=utf-8';

/** A body that is not read: a program is told as of any other problem, whoever brought a sheet by a page, others by the status. */
function refuse(request: IncomingMessage, response: ServerResponse, status: 411 | 413): void {
	const program = isProgram(request.url ?? '');
	const page = status === 413 ? tooLargePage(request.url) : null;
	const type = program ? PROBLEM_TYPE : page === null ? null : HTML;
	response.writeHead(status, { connection: 'close', ...(type === null ? {} : { 'content-type': type }) });
	response.end(program ? bodyProblem(status, request.headers['accept-language']) : page);
}

/** What answers a call says every fault by itself: one that it does not is a fault of ours, and stands in the log. */
function brokeDown(response: ServerResponse, fault: unknown): void {
	process.stderr.write(`${JSON.stringify({ level: 50, fault: String(fault) })}\n`);
	if (response.headersSent) response.destroy();
	else response.writeHead(500).end();
}

/** How one side answers: the desk's, or the field's on an origin of its own. */
function answering(side: Side): RequestListener {
	// Behind a proxy that ends https, people come by https all the same.
	const isSecure = secure || (side === 'field' ? FIELD_ORIGIN : ORIGIN).startsWith('https:');
	const always = Object.entries(headersOfAll(isSecure, side));
	return (request, response) => {
		request.headers['x-tung-nha-protocol'] = secure ? 'https' : 'http';
		request.headers['x-tung-nha-address'] = request.socket.remoteAddress ?? '';
		request.headers[SIDE_HEADER] = side;
		if (side === 'field') withoutBrowser(request, response);
		// Files that lie there are answered without the hook of the pages, so what holds for every answer is said here.
		for (const [name, value] of always) response.setHeader(name, value);
		keepsPolicy(response);
		if (!isOf(side, pathOf(request.url)))
			return void response.writeHead(404, { 'content-type': HTML }).end(notHerePage());
		const refused = bodyRefused(request);
		if (refused !== null) return refuse(request, response, refused);
		const called = side === 'desk' ? calledBy(request) : null;
		const answerCall = lentCalls();
		if (called && answerCall)
			return void answerCall(request, response, called).catch((fault) => brokeDown(response, fault));
		if (!mayCompress(request)) return handler(request, response);
		return compressed(request as never, response as never, () => void handler(request, response));
	};
}

function serverOf(side: Side): Server {
	const answer = answering(side);
	// Nobody is answered before every port is open and root is let go.
	const listener: RequestListener = (request, response) => void opened.then(() => answer(request, response));
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
	return server;
}

const listen = (server: Server, port: string): Promise<Server> =>
	new Promise((listening) => server.listen(Number(port), HOST, () => listening(server)));

// A sentence that cannot be read ends the start, and no program that people are at.
notHerePage();

const open = [listen(serverOf('desk'), PORT), ...(FIELD_PORT ? [listen(serverOf('field'), FIELD_PORT)] : [])];
const opened = Promise.all(open).then((servers) => {
	letGo(process.env.LET_GO);
	clearWhenQuiet();
	return servers;
});

const stop = async (): Promise<void> => {
	setTimeout(() => process.exit(0), 3000).unref();
	const servers = await opened;
	const closed = servers.map((server) => new Promise((done) => server.close(done)));
	for (const server of servers) server.closeIdleConnections();
	await Promise.all(closed);
	process.exit(0);
};
process.on('SIGTERM', () => void stop());
process.on('SIGINT', () => void stop());
process.on('disconnect', () => process.exit(0));
process.on('uncaughtException', (fault) => {
	// postgres.js was seen to throw outside of any promise when its server is killed; the supervisor starts a fresh one.
	process.stderr.write(`${JSON.stringify({ level: 60, fault: String(fault) })}\n`);
	process.exit(1);
});
