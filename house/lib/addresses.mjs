import { resolve } from 'node:path';

/* Where the house listens and where people reach it: the desk's address, and the one of the field's app. */

export const fault = (name, vi, en) => ({ name, vi: `${name}: ${vi}`, en: `${name}: ${en}` });
export const given = (env, name) => (env[name] ?? '').trim() || undefined;
const loopback = /^(localhost|127(\.\d{1,3}){3}|::1)$/;
const everywhere = { '0.0.0.0': '127.0.0.1', '::': '::1' };

export const isLoopback = (host) => loopback.test(host);
const inUrl = (host) => (host.includes(':') ? `[${host}]` : host);

/** Where the program itself is reached from this machine, whatever ORIGIN the outside uses. */
export const localAddress = ({ host, port, tls }) =>
	`${tls ? 'https' : 'http'}://${inUrl(everywhere[host] ?? host)}:${port}`;

export function readHost(env, faults) {
	const host = given(env, 'HOST') ?? '127.0.0.1';
	if (!/^[A-Za-z0-9.:_-]+$/.test(host)) {
		faults.push(fault('HOST', `«${host}» không phải tên hay địa chỉ máy.`, `"${host}" is no host name or address.`));
	}
	return host;
}

/** @returns the port, or `undefined` when there is none or it is no port */
export function readPort(env, faults, name) {
	const text = given(env, name);
	if (text === undefined) return undefined;
	const port = Number(text);
	if (/^\d+$/.test(text) && port >= 1 && port <= 65535) return port;
	faults.push(fault(name, `«${text}» phải là số từ 1 đến 65535.`, `"${text}" must be a number from 1 to 65535.`));
	return undefined;
}

export function readTls(env, faults, readable) {
	const [cert, key] = [given(env, 'TLS_CERT'), given(env, 'TLS_KEY')];
	if (!cert && !key) return undefined;
	if (!cert || !key) {
		faults.push(
			fault(cert ? 'TLS_KEY' : 'TLS_CERT', 'cần có cả TLS_CERT và TLS_KEY.', 'TLS_CERT and TLS_KEY go together.')
		);
	}
	for (const [name, path] of [
		['TLS_CERT', cert],
		['TLS_KEY', key]
	]) {
		if (path && !readable(path))
			faults.push(fault(name, `không đọc được tệp «${path}».`, `cannot read the file "${path}".`));
	}
	return { cert: cert && resolve(cert), key: key && resolve(key) };
}

/** @returns the origin, or `undefined` when there is none or it is no origin */
export function readOrigin(env, faults, name) {
	const text = given(env, name);
	if (!text) return undefined;
	const url = URL.canParse(text) ? new URL(text) : undefined;
	const plain =
		url && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search && !url.hash && !url.username;
	if (plain) return url.origin;
	faults.push(
		fault(
			name,
			`«${text}» phải có dạng https://ten-may[:cong], không có gì phía sau.`,
			`"${text}" must be like https://host[:port] and nothing after it.`
		)
	);
	return undefined;
}

/**
 * Where the field's app is reached: an origin of its own, since a desk's browser is told to forget everything that lies at the desk's.
 * @returns `undefined` without FIELD_PORT; a house on loopback then takes a port by itself (`fieldPortOf` in ports.mjs)
 */
export function readField(env, faults, { host, port, tls, origin: desk }) {
	const own = readPort(env, faults, 'FIELD_PORT');
	const named = readOrigin(env, faults, 'FIELD_ORIGIN');
	if (!given(env, 'FIELD_PORT')) {
		if (named)
			faults.push(fault('FIELD_PORT', 'FIELD_ORIGIN cần có FIELD_PORT.', 'FIELD_ORIGIN needs FIELD_PORT as well.'));
		return undefined;
	}
	if (own === port)
		faults.push(fault('FIELD_PORT', `«${own}» phải khác PORT.`, `"${own}" must be another one than PORT.`));
	const origin = named ?? localAddress({ host, port: own, tls });
	if (origin === desk)
		faults.push(fault('FIELD_ORIGIN', `«${origin}» phải khác ORIGIN.`, `"${origin}" must be another one than ORIGIN.`));
	return { port: own, origin };
}
