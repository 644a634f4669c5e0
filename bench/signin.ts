import { Agent, request } from 'node:http';
import { startHouse } from '../tests/support/house.ts';
import { hammer, percentile, say, seconds } from './say.ts';

const AT_ONCE = 250;
const VISITORS = 2;
const ROUNDS = 4;

type Call = { path: string; agent?: Agent; localAddress?: string; body?: string };

/** The status of one call; its page is read to the end. */
const call = (origin: string, { path, agent, localAddress, body }: Call): Promise<number> =>
	new Promise((resolve, reject) => {
		const { hostname, port } = new URL(origin);
		const form = { origin, 'content-type': 'application/x-www-form-urlencoded' };
		const sent = request(
			{
				...{ hostname, port, path },
				...(agent ? { agent } : {}),
				...(localAddress ? { localAddress } : {}),
				...(body === undefined ? {} : { method: 'POST', headers: form })
			},
			(reply) => reply.resume().on('end', () => resolve(reply.statusCode ?? 0))
		);
		sent.on('error', reject).end(body);
	});

/** A school year begins: everybody signs in at once, each at a machine of their own, so that no brake but the hash's own work slows them. */
const everybody = (origin: string, round: number): Promise<number[]> =>
	Promise.all(
		Array.from({ length: AT_ONCE }, (_, n) =>
			call(origin, {
				path: '/can-bo/dang-nhap',
				localAddress: `127.${1 + round}.${1 + Math.floor(n / 200)}.${1 + (n % 200)}`,
				body: `${new URLSearchParams({ login: `nobody-${round}-${n}`, password: 'wrong', request: crypto.randomUUID(), back: '' })}`
			})
		)
	);

const both = (took: readonly number[]): string =>
	`${percentile(took, 0.5).toFixed(1)} / ${percentile(took, 0.95).toFixed(1)}`;

/** How a page of nobody's is answered while 250 passwords are hashed, beside the same page in the same run when all is quiet. */
export async function run(): Promise<void> {
	const house = await startHouse();
	const agent = new Agent({ keepAlive: true, maxSockets: VISITORS });
	const visit = async (): Promise<void> => {
		const status = await call(house.origin, { path: '/lay-so', agent });
		if (status !== 200) throw new Error(`/lay-so answered ${status}`);
	};
	const [quiet, loud, waves]: number[][] = [[], [], []];
	let refused = 0;
	try {
		await hammer(VISITORS, 5, visit);
		// In turns, because the machine may have other work as well. Each wave comes from other addresses, so that no brake meets it.
		for (let round = 0; round < ROUNDS; round++) {
			quiet!.push(...(await hammer(VISITORS, seconds(5), visit)));
			const begun = performance.now();
			let signing = true;
			const wave = everybody(house.origin, round).finally(() => (signing = false));
			while (signing) loud!.push(...(await hammer(VISITORS, 0.1, visit)));
			refused += (await wave).filter((status) => status === 400).length;
			waves!.push((performance.now() - begun) / 1000);
		}
	} finally {
		agent.destroy();
		await house.stop();
	}
	say(`${AT_ONCE} sign-ins at once, ${ROUNDS} times: all answered after`, percentile(waves!, 0.5), 's (median)');
	say('  passwords hashed and refused', refused, '', `${ROUNDS * AT_ONCE}`);
	say('/lay-so when quiet, 2 visitors (baseline), p50 / p95', both(quiet!), 'ms');
	say('/lay-so meanwhile, p50 / p95', both(loud!), 'ms');
	say('  pages when quiet / meanwhile', `${quiet!.length} / ${loud!.length}`, '');
	say('  longest wait for a page meanwhile', Math.max(...loud!), 'ms');
	for (const part of [0.5, 0.95])
		say(`  ratio of p${part * 100}`, percentile(loud!, part) / percentile(quiet!, part), '×', '≤ 3');
}
