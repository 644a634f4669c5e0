import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startHouse } from '../tests/support/house.ts';

/**
 * A house as its first start leaves it, with the demo in it, that stands still: journeys that need a house of their own begin with a copy of it,
 * where each had sown the same for half a minute.
 * @returns `env`, with its folder as SEEDED_HOUSE, and `end`, which takes it away
 */
export async function seededHouse(env) {
	const dataDir = mkdtempSync(join(tmpdir(), 'tung-nha-seeded-'));
	const end = () => rmSync(dataDir, { recursive: true, force: true });
	try {
		const house = await startHouse({ dataDir, env });
		await house.stop();
	} catch (fault) {
		end();
		throw fault;
	}
	return { env: { ...env, SEEDED_HOUSE: dataDir }, end };
}
