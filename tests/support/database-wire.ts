import { connect, createServer, type Socket } from 'node:net';

// Stands between a program and its database and counts what goes over: what a door costs there, whoever wrote its statements.

export type Cost = {
	/** Times that the program waited for the database: what is sent before the first answer comes back is one. */
	trips: number;
	/** Statements that ran, those that begin and end a transaction too. */
	statements: number;
	/** Both ways. */
	bytes: number;
	/** In which the database owed an answer, on whichever connection. */
	milliseconds: number;
	/** What was asked, trip by trip, in the words of the program. */
	asked: string[][];
};

const nothing = (): Cost => ({ trips: 0, statements: 0, bytes: 0, milliseconds: 0, asked: [] });

type Message = { kind: string; body: Buffer };
/** The messages in what came so far, by the kind that their first byte is; what is not whole yet waits. A start-up has no kind. */
function reader(first: 'start-up' | 'message') {
	let rest: Buffer = Buffer.alloc(0);
	let starts = first === 'start-up';
	return (part: Buffer): Message[] => {
		rest = rest.length === 0 ? part : Buffer.concat([rest, part]);
		const messages: Message[] = [];
		for (;;) {
			const head = starts ? 0 : 1;
			if (rest.length < head + 4) return messages;
			const length = head + rest.readUInt32BE(head);
			if (rest.length < length) return messages;
			if (!starts) messages.push({ kind: String.fromCharCode(rest[0]!), body: rest.subarray(5, length) });
			starts = false;
			rest = rest.subarray(length);
		}
	};
}

/** The words of a message that asks something to run: a simple query has them, a bind names what was parsed before. */
function wordsOf() {
	const parsed = new Map<string, string>();
	const text = (body: Buffer, from: number): string => body.toString('utf8', from, body.indexOf(0, from));
	return ({ kind, body }: Message): string => {
		const first = text(body, 0);
		if (kind === 'Q') return first;
		const second = text(body, Buffer.byteLength(first) + 1);
		if (kind === 'P') parsed.set(first, second);
		return parsed.get(kind === 'B' ? second : first) ?? '';
	};
}

/** A statement runs by a simple query, or by each bind of a prepared one. */
const RUNS = new Set(['Q', 'B']);
/** What the server answers by *ready*. */
const ASKS = new Set(['Q', 'S']);

/** The pool of the doors, by how it names itself; whatever else a program asks (each second whether the database is there) is no door's. */
const OURS = 'application_name\0tung-nha\0';

/** `port`: where the program finds its database now. `take`: what went over since the last time that somebody asked. */
export async function databaseWire(to: number): Promise<{ port: number; take: () => Cost; stop: () => Promise<void> }> {
	let cost = nothing();
	/** Connections on which the database owes an answer, and since when one does. */
	let waiting = 0;
	let since = 0;
	const owes = (more: 1 | -1): void => {
		if (waiting === 0) since = performance.now();
		waiting += more;
		if (waiting === 0) cost.milliseconds += performance.now() - since;
	};
	const open = new Set<Socket>();
	const server = createServer((program) => {
		const database = connect(to, '127.0.0.1');
		const [asked, answered] = [reader('start-up'), reader('message')];
		const words = wordsOf();
		let isDoors: boolean | null = null;
		let owed = 0;
		program.on('data', (part: Buffer) => {
			isDoors ??= part.includes(OURS);
			database.write(part);
			if (!isDoors) return;
			const messages = asked(part);
			cost.bytes += part.length;
			const asks = messages.filter(({ kind }) => ASKS.has(kind)).length;
			if (owed === 0 && asks > 0) {
				cost.trips++;
				cost.asked.push([]);
				owes(1);
			}
			for (const message of messages.filter(({ kind }) => kind === 'P' || RUNS.has(kind))) {
				const said = words(message);
				if (!RUNS.has(message.kind)) continue;
				cost.statements++;
				cost.asked.at(-1)?.push(said);
			}
			owed += asks;
		});
		database.on('data', (part: Buffer) => {
			program.write(part);
			if (!isDoors) return;
			cost.bytes += part.length;
			const before = owed;
			owed = Math.max(0, owed - answered(part).filter(({ kind }) => kind === 'Z').length);
			if (before > 0 && owed === 0) owes(-1);
		});
		for (const [one, other] of [
			[program, database],
			[database, program]
		] as const) {
			one.setNoDelay(true);
			open.add(one);
			one.on('error', () => other.destroy());
			one.on('close', () => {
				open.delete(one);
				other.destroy();
				if (one === program && owed > 0) owes(-1);
			});
		}
	});
	await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
	return {
		port: (server.address() as { port: number }).port,
		take: () => {
			const taken = cost;
			cost = nothing();
			return taken;
		},
		stop: async () => {
			for (const one of open) one.destroy();
			await new Promise((over) => server.close(over));
		}
	};
}
