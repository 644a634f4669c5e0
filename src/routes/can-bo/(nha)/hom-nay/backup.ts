import type { heartbeats } from '#platform/troubles.server.ts';

type Beat = Pick<Awaited<ReturnType<typeof heartbeats>>[number], 'name' | 'at' | 'detail'>;
const LATE_MS = 26 * 3_600_000;

/** The nightly backup when it did not work, or not since yesterday: when it was last tried. Null when all is well, and before the first night. */
export function backupToMind(beats: readonly Beat[], now: Date): Date | null {
	const last = beats.find(({ name }) => name === 'backup');
	return last && (last.detail['ok'] === false || now.getTime() - last.at.getTime() > LATE_MS) ? last.at : null;
}
