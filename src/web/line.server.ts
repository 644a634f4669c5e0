import { program } from '#program/program.server.ts';
import { hearLine, type Told } from '#platform/line.server.ts';

/** A line is drawn anew after so long, so that whoever lost their right to it has none. */
const OPEN_MS = 5 * 60_000;
/** A proxy closes what says nothing for a minute. */
const BEAT_MS = 20_000;

/**
 * Server-sent events of a session and the file that lies open in it: that something changed, or that somebody types at the other
 * screen; never what. The page asks then by itself what to show.
 */
export function lineFor(about: readonly string[]): Response {
	if (about.length === 0) return new Response(null, { status: 204 });
	const text = new TextEncoder();
	let end = (): void => {};
	const stream = new ReadableStream<Uint8Array>({
		start(out) {
			const say = (line: string): void => out.enqueue(text.encode(line));
			const stop = hearLine(program().db, about, (what: Told) => say(`event: ${what}\ndata:\n\n`));
			const beat = setInterval(() => say(':\n\n'), BEAT_MS);
			const over = setTimeout(() => {
				end();
				out.close();
			}, OPEN_MS);
			end = () => {
				stop();
				clearInterval(beat);
				clearTimeout(over);
			};
			say('retry: 1000\n\n');
		},
		cancel: () => end()
	});
	const headers = {
		'content-type': 'text/event-stream',
		'cache-control': 'no-store, no-transform',
		'x-accel-buffering': 'no'
	};
	return new Response(stream, { headers });
}
