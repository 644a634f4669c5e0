import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { address, clusterFolder, embeddedUrls, secrets } from '../../house/lib/database-access.mjs';
import { startDatabase } from '../../house/lib/database.mjs';
import { tryPort } from '../../house/lib/ports.mjs';
import { stopPostgres } from '../../house/lib/postgres.mjs';

export type Cluster = { url: string; ownerUrl: string; adminUrl: string; end: () => Promise<void> };

/** A fresh PostgreSQL of its own, with another identity than the one of the tests, and our schema in it. */
export async function secondCluster(): Promise<Cluster> {
	const dataDir = mkdtempSync(join(tmpdir(), 'tung-nha-second-'));
	const port = (await tryPort(0)) as number;
	const server = await startDatabase(dataDir, port, () => false);
	const end = async (): Promise<void> => {
		await stopPostgres(server, clusterFolder(dataDir));
		rmSync(dataDir, { recursive: true, force: true });
	};
	const { url, ownerUrl } = embeddedUrls(dataDir, port)!;
	const cluster = { url, ownerUrl, adminUrl: address('postgres', secrets(dataDir).admin, port), end };
	await migrateInto(cluster);
	return cluster;
}

/** What each start of the house does first: it also notices that this is another cluster. */
export const migrateInto = ({ url, ownerUrl }: Pick<Cluster, 'url' | 'ownerUrl'>): Promise<unknown> =>
	promisify(execFile)(process.execPath, ['house/migrate.mjs'], {
		env: { ...process.env, DATABASE_URL: url, DATABASE_OWNER_URL: ownerUrl }
	});
