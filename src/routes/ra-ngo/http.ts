import * as v from 'valibot';
import type { PullAnswer, PushAnswer } from '#capabilities/field/protocol.ts';
import { WireFault, type Wire } from '#capabilities/field/wire.browser.ts';
import { fieldPaths } from '#web/field-paths.ts';

/** Longer than any answer takes that still comes. */
const TIMEOUT_MS = 30_000;

/** Says something to the house as JSON. Refuses `offline` where nobody answers in time, `too-large`, and `refused` for all else. */
async function post(path: string, body: unknown): Promise<unknown> {
	const answer = await fetch(path, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
		signal: AbortSignal.timeout(TIMEOUT_MS)
	}).catch(() => {
		throw new WireFault('offline');
	});
	if (answer.status === 413) throw new WireFault('too-large');
	// A house that is away, and what stands between in its place.
	if (answer.status >= 500) throw new WireFault('offline');
	if (!answer.ok) throw new WireFault('refused');
	return answer.json().catch(() => {
		throw new WireFault('offline');
	});
}

/** The way to the house from a phone. What comes back is read by whoever asked. */
export const http: Wire = {
	push: (signed) => post(fieldPaths.push, signed) as Promise<PushAnswer>,
	pull: (signed) => post(fieldPaths.pull, signed) as Promise<PullAnswer>
};

const Asked = v.nullable(v.object({ code: v.nullable(v.string()), user: v.nullable(v.string()) }));

/** Asks to be bound to somebody. */
export const askToBind = async (made: { phone: string; publicKey: string }): Promise<void> =>
	void (await post(fieldPaths.ask, made));

/** What a phone that asked shows: its digits, or whose it is by now; null once it is nobody's to ask for. */
export async function askedFor(phone: string): Promise<v.InferOutput<typeof Asked>> {
	const read = v.safeParse(Asked, await post(fieldPaths.asked, { phone }));
	if (!read.success) throw new WireFault('refused');
	return read.output;
}
