import type { Context } from '#platform/context.server.ts';
import { reasonOf, type Reason, type Span } from './rules-files.ts';
import type { IncidentRow } from './sql.server.ts';
import { listStanding, type FileRow } from './sql-files.server.ts';

export type HeldFile = FileRow & { reason: Reason };

/** The files that an outage of the portal holds or held up. No file stands before another system. */
export async function filesOf({ db, now }: Context, row: IncidentRow, spans: readonly Span[]): Promise<HeldFile[]> {
	const first = spans[0];
	if (row.system !== 'portal' || !first) return [];
	const last = spans.some(({ until }) => until === null) ? now : (spans.at(-1)?.until ?? now);
	const standing = await listStanding(db, row.centreId, row.id, first.since, last);
	return standing.flatMap((file) => {
		const reason = file.kept === 'late' ? file.kept : (reasonOf(file, spans, now) ?? file.kept);
		return reason === null ? [] : [{ ...file, reason }];
	});
}
