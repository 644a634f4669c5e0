import type { Adapter, AdapterPayload } from 'oidc-provider';

type Entry = { payload: AdapterPayload; until: number };

const entries = new Map<string, Entry>();
const sweepEvery = 60_000;

setInterval(() => {
	for (const [key, { until }] of entries) if (until <= Date.now()) entries.delete(key);
}, sweepEvery).unref();

/** What the provider must remember for minutes: in memory, since after a restart one tap signs in again. */
export function memory(model: string): Adapter {
	const keyOf = (id: string) => `${model} ${id}`;
	const alive = (entry: Entry | undefined) => (entry && entry.until > Date.now() ? entry.payload : undefined);
	const search = (fits: (payload: AdapterPayload) => boolean) =>
		[...entries].find(([key, { payload }]) => key.startsWith(`${model} `) && fits(payload))?.[1];
	return {
		upsert: async (id, payload, expiresIn) =>
			void entries.set(keyOf(id), { payload, until: Date.now() + expiresIn * 1000 }),
		find: async (id) => alive(entries.get(keyOf(id))),
		findByUid: async (uid) => alive(search((payload) => payload.uid === uid)),
		findByUserCode: async (code) => alive(search((payload) => payload.userCode === code)),
		consume: async (id) => {
			const entry = entries.get(keyOf(id));
			if (entry) entry.payload.consumed = Math.floor(Date.now() / 1000);
		},
		destroy: async (id) => void entries.delete(keyOf(id)),
		revokeByGrantId: async (grantId) => {
			for (const [key, { payload }] of entries) if (payload.grantId === grantId) entries.delete(key);
		}
	};
}
