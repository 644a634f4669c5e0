import { program } from '#program/program.server.ts';
import { verifyJournal } from '#platform/journal.server.ts';

// npm run verify-journal: recomputes the seal of every closed block. Exit 1 when a row was changed, removed or added.

const { db } = program();
const { blocks, rows, broken } = await verifyJournal(db);
await db.end();
if (broken) {
	process.stderr.write(
		`✗ Nhật ký bị sửa ở khối ${broken.block}: niêm phong ${broken.expected} dòng, nay thấy ${broken.found} dòng.\n  The journal was changed in block ${broken.block}.\n`
	);
	process.exit(1);
}
process.stdout.write(
	`✓ Nhật ký nguyên vẹn: ${blocks} khối, ${rows} dòng.\n  The journal is whole: ${blocks} blocks, ${rows} rows.\n`
);
