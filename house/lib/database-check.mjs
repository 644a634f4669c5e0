import postgres from 'postgres';

/*
 * A database that somebody else runs is looked at before anything of the house is touched: every fault in one go, each with what
 * to do about it. It changes nothing there.
 */

const fault = (name, vi, en) => ({ name, vi: `${name}: ${vi}`, en: `${name}: ${en}` });
const OLDEST = 150000;
const PATIENCE_S = 8;
export const extensions = ['unaccent', 'pg_trgm', 'btree_gist'];

/** Why no connection came about, by the code of PostgreSQL, of the system or of TLS. */
const reasons = [
	[/^28P01$/, 'sai mật khẩu.', 'wrong password.'],
	[
		/^28000$/,
		'máy chủ không cho tài khoản này vào (pg_hba.conf, hoặc tài khoản không có).',
		'the server does not let this role in (pg_hba.conf, or there is no such role).'
	],
	[
		/^3D000$/,
		'chưa có cơ sở dữ liệu này; tạo bằng CREATE DATABASE … ENCODING UTF8.',
		'there is no such database; make it with CREATE DATABASE … ENCODING UTF8.'
	],
	[
		/^42501$/,
		'tài khoản không có quyền CONNECT vào cơ sở dữ liệu này.',
		'the role has no CONNECT right on this database.'
	],
	[/^53300$/, 'máy chủ đã đủ số kết nối.', 'the server has no connection left.'],
	[/^(ENOTFOUND|EAI_AGAIN)$/, 'không tìm thấy máy chủ theo tên này.', 'no server has this name.'],
	[
		/^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ECONNRESET|CONNECTION_CLOSED|CONNECTION_ENDED)$/,
		'không ai trả lời ở địa chỉ và cổng này.',
		'nobody answers at this address and port.'
	],
	[
		/^(CONNECT_TIMEOUT|ETIMEDOUT)$/,
		`không trả lời trong ${PATIENCE_S} giây.`,
		`no answer within ${PATIENCE_S} seconds.`
	],
	[
		/CERT|SELF_SIGNED|UNABLE_TO|ERR_TLS/,
		'chứng thư của máy chủ không được tin; đặt NODE_EXTRA_CA_CERTS tới tệp CA, hoặc sửa tên máy.',
		'the server’s certificate is not trusted; set NODE_EXTRA_CA_CERTS to its CA file, or mend the host name.'
	],
	[
		/^08P01$/,
		'máy gom kết nối từ chối search_path; thêm search_path vào ignore_startup_parameters là không đủ: hãy dùng địa chỉ trực tiếp của PostgreSQL.',
		'the pooler refuses search_path; ignoring it is not enough: use PostgreSQL’s own address.'
	]
];

function unreachable(name, reason) {
	const code = String(reason?.code ?? '');
	const [, vi, en] = reasons.find(([pattern]) => pattern.test(code)) ?? [
		null,
		`không vào được (${code || 'không rõ'}).`,
		`no way in (${code || 'unknown'}).`
	];
	return fault(name, vi, en);
}

const connect = (url, province) =>
	postgres(url, {
		max: 1,
		onnotice() {},
		connect_timeout: PATIENCE_S,
		idle_timeout: 2,
		connection: { search_path: `${province},public`, application_name: 'tung-nha-check' }
	});

/** What holds for either account: who it is, and whether the connection keeps what it was begun with. */
const look = (sql) => sql`
	select current_user as role, r.rolsuper as super, r.rolbypassrls as bypass, current_setting('search_path') as path,
		current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding
	from pg_roles r where r.rolname = current_user`;

const keepsPath = ({ path }, province) => path.replaceAll(/[" ]/g, '').split(',')[0] === province;

async function ownerFaults(sql, province, found) {
	const name = 'DATABASE_OWNER_URL';
	const faults = [];
	if (found.version < OLDEST)
		faults.push(fault(name, 'cần PostgreSQL 15 trở lên.', 'PostgreSQL 15 or newer is needed.'));
	if (found.encoding !== 'UTF8')
		faults.push(
			fault(
				name,
				`cơ sở dữ liệu ghi chữ kiểu ${found.encoding}, không giữ được tiếng Việt; tạo lại với ENCODING UTF8 TEMPLATE template0.`,
				`the database is encoded in ${found.encoding} and cannot hold Vietnamese; make it anew with ENCODING UTF8 TEMPLATE template0.`
			)
		);
	const [rights] = await sql`
		select has_database_privilege(current_database(), 'create') as create,
			(select nspowner::regrole::text from pg_namespace where nspname = ${province}) as schema_of,
			array(select e from unnest(${extensions}::text[]) e
				where not exists (select from pg_extension x where x.extname = e) and not exists (select from pg_available_extensions a where a.name = e)) as lacking`;
	if (rights.schema_of === null && !rights.create)
		faults.push(
			fault(
				name,
				`không được tạo lược đồ «${province}»; chạy GRANT CREATE ON DATABASE … TO ${found.role}.`,
				`may not make the schema "${province}"; run GRANT CREATE ON DATABASE … TO ${found.role}.`
			)
		);
	if (rights.schema_of !== null && rights.schema_of !== found.role)
		faults.push(
			fault(
				name,
				`lược đồ «${province}» là của ${rights.schema_of}, không phải của ${found.role}.`,
				`the schema "${province}" belongs to ${rights.schema_of}, not to ${found.role}.`
			)
		);
	for (const one of rights.lacking)
		faults.push(
			fault(
				name,
				`máy chủ thiếu phần mở rộng ${one} (gói postgresql-contrib).`,
				`the server lacks the extension ${one} (package postgresql-contrib).`
			)
		);
	return faults;
}

/** An account that row-level security does not bind would read the money of the next commune. */
async function appFaults(sql, owner, found) {
	const name = 'DATABASE_URL';
	const faults = [];
	if (found.super)
		faults.push(
			fault(
				name,
				`${found.role} là siêu quản trị; chạy ALTER ROLE ${found.role} NOSUPERUSER.`,
				`${found.role} is a superuser; run ALTER ROLE ${found.role} NOSUPERUSER.`
			)
		);
	if (found.bypass)
		faults.push(
			fault(
				name,
				`${found.role} vượt được phân quyền theo hàng; chạy ALTER ROLE ${found.role} NOBYPASSRLS.`,
				`${found.role} passes row-level security; run ALTER ROLE ${found.role} NOBYPASSRLS.`
			)
		);
	if (owner && found.role === owner.role)
		faults.push(
			fault(name, 'phải dùng tài khoản khác với DATABASE_OWNER_URL.', 'must use another role than DATABASE_OWNER_URL.')
		);
	else if (owner && !found.super) {
		const [{ member }] = await sql`select pg_has_role(current_user, ${owner.role}, 'member') as member`;
		if (member)
			faults.push(
				fault(
					name,
					`${found.role} là thành viên của ${owner.role}; chạy REVOKE ${owner.role} FROM ${found.role}.`,
					`${found.role} is a member of ${owner.role}; run REVOKE ${owner.role} FROM ${found.role}.`
				)
			);
	}
	if (!(await hears(sql)))
		faults.push(
			fault(
				name,
				'máy gom kết nối (PgBouncer) đang chia kết nối theo giao dịch: không nghe được LISTEN. Dùng địa chỉ trực tiếp của PostgreSQL, hoặc pool_mode = session.',
				'the pooler (PgBouncer) shares connections by transaction: LISTEN is not heard. Use PostgreSQL’s own address, or pool_mode = session.'
			)
		);
	return faults;
}

/** Whether a word that is sent is heard by whoever listens: behind a pooler that shares connections by transaction it is not. */
async function hears(sql) {
	const channel = `tung_nha_check_${process.pid}`;
	let heard;
	const word = new Promise((resolve) => (heard = resolve));
	const late = new Promise((resolve) => setTimeout(() => resolve(false), 3000).unref());
	const listening = await sql.listen(channel, () => heard(true)).catch(() => null);
	if (!listening) return false;
	await sql.notify(channel, '1');
	const said = await Promise.race([word, late]);
	await listening.unlisten().catch(() => {});
	return said;
}

/** Looks through one account; what is found, and what is at fault. */
async function through(name, url, province, more) {
	const sql = connect(url, province);
	try {
		const [found] = await look(sql);
		const faults = keepsPath(found, province)
			? []
			: [
					fault(
						name,
						'máy gom kết nối (PgBouncer) bỏ search_path: nhà sẽ dựng nhầm chỗ. Dùng địa chỉ trực tiếp của PostgreSQL, hoặc đặt search_path cho tài khoản bằng ALTER ROLE.',
						'the pooler (PgBouncer) drops search_path: the house would be built elsewhere. Use PostgreSQL’s own address, or set search_path by ALTER ROLE.'
					)
				];
		return { found, faults: [...faults, ...(await more(sql, found))] };
	} catch (reason) {
		return { found: null, faults: [unreachable(name, reason)] };
	} finally {
		await sql.end({ timeout: 2 }).catch(() => {});
	}
}

/**
 * Every fault of an outside database, none when it will do.
 * @param {{ url: string, ownerUrl: string }} database
 */
export async function databaseFaults({ url, ownerUrl }, province) {
	const owner = await through('DATABASE_OWNER_URL', ownerUrl, province, (sql, found) =>
		ownerFaults(sql, province, found)
	);
	const app = await through('DATABASE_URL', url, province, (sql, found) => appFaults(sql, owner.found, found));
	return [...owner.faults, ...app.faults];
}
