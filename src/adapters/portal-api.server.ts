import * as v from 'valibot';
import type { Filing, Portal } from '#capabilities/filing/port.ts';
import { onThisMachine } from '#kernel/on-this-machine.ts';
import { statuses } from '#capabilities/cases/rules-stage.ts';

const PATIENCE_MS = 30_000;

const Filed = v.object({
	code: v.string(),
	status: v.picklist(statuses),
	receivedAt: v.pipe(v.string(), v.isoTimestamp())
});
const Refused = v.object({ reason: v.string() });
const Changes = v.object({
	changes: v.array(
		v.object({ code: v.string(), status: v.picklist(statuses), at: v.pipe(v.string(), v.isoTimestamp()) })
	),
	next: v.union([v.string(), v.number()])
});

/** Plain http is for a stand-in on this machine alone: what is filed names people. */
function addressOf(path: string, portal: string): URL {
	const url = new URL(path, portal);
	if (url.protocol !== 'https:' && !onThisMachine(portal)) throw new Error('PORTAL_URL is not https');
	return url;
}

/** The national portal over HTTP, and no address that it sends on to. A malformed answer is a fault like silence: it is tried again, and in the end a person sees it. */
export function portalApi(url: string, key: string): Portal {
	const call = async (path: string, init: RequestInit = {}): Promise<Response> =>
		fetch(addressOf(path, url), {
			...init,
			redirect: 'error',
			headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
			signal: AbortSignal.timeout(PATIENCE_MS)
		});
	return {
		file: async (filing: Filing) => {
			const reply = await call('/ho-so', { method: 'POST', body: JSON.stringify(filing) });
			// 400: it does not take such a file; 409: an earlier try arrived without our knowing, with other content. A person looks.
			if (reply.status === 400 || reply.status === 409) return { refused: `portal ${reply.status}` };
			if (reply.status === 422) return { refused: v.parse(Refused, await reply.json()).reason };
			if (!reply.ok) throw new Error(`portal ${reply.status}`);
			return v.parse(Filed, await reply.json());
		},
		changesSince: async (cursor) => {
			const reply = await call(`/ho-so?since=${encodeURIComponent(cursor)}`);
			if (!reply.ok) throw new Error(`portal ${reply.status}`);
			const { changes, next } = v.parse(Changes, await reply.json());
			return { changes, cursor: String(next) };
		}
	};
}
