import { program } from '#program/program.server.ts';
import { verifyJournal } from '#platform/journal.server.ts';
import { keptHeads } from './lib/heads.ts';

// npm run verify-journal: recomputes the seal of every closed block, its signature, and holds it against the heads that left the
// machine (BACKUP_DIR, HEAD_DIR, or one from paper: `-- 1234:hash`). Exit 1 when a row was changed, removed or added.

const { db, base } = program();
const typed = process.argv.slice(2).flatMap((word) => {
	const [number, hash] = word.split(':');
	return hash ? [{ number: Number(number), hash }] : [];
});
const { blocks, rows, unsigned, letGo, head, broken } = await verifyJournal(db, base.keys, [...keptHeads(), ...typed]);
await db.end();
const whys = {
	rows: ['dòng bị sửa, bớt hoặc thêm', 'rows were changed, removed or added'],
	signature: ['chữ ký không phải của nhà này', 'its signature is not this house’s'],
	gap: ['thiếu khối trước nó', 'a block before it is missing'],
	stray: ['có dòng hay lượt xem nằm ngoài mọi khối', 'rows or looks stand where no block will hold them'],
	'let-go': ['lần thôi giữ lượt xem này không phải của nhà này', 'months of looks were let go by nobody of this house'],
	head: ['không phải khối đã gửi ra ngoài', 'it is not the head that had left the machine']
} as const;
if (broken) {
	const [vi, en] = whys[broken.why];
	process.stderr.write(
		`✗ Nhật ký hỏng ở khối ${broken.block}: ${vi} (niêm phong ${broken.expected} dòng, nay thấy ${broken.found}).\n  The journal is broken at block ${broken.block}: ${en}.\n`
	);
	process.exit(1);
}
process.stdout.write(
	`✓ Nhật ký nguyên vẹn: ${blocks} khối, ${rows} dòng${unsigned > 0 ? `, ${unsigned} khối từ trước khi có chữ ký` : ''}${letGo > 0 ? `, ${letGo} tháng lượt xem đã thôi giữ` : ''}.\n  The journal is whole: ${blocks} blocks, ${rows} rows, ${letGo} months of looks let go.\n`
);
if (head) process.stdout.write(`  Ghi ra giấy / write down: ${head.number}:${head.hash}\n`);
