const PATIENCE_MS = 1500;

/** Whether a system outside answers at all: `not-set` without an address, `silent` when nothing or a fault of its own comes back. */
export async function reach(url: string | undefined): Promise<'not-set' | 'ok' | 'silent'> {
	if (!url) return 'not-set';
	return fetch(new URL('/healthz', url), { redirect: 'manual', signal: AbortSignal.timeout(PATIENCE_MS) }).then(
		(reply) => (reply.status < 500 ? 'ok' : 'silent'),
		() => 'silent'
	);
}
