import { createHash, randomBytes } from 'node:crypto';
import type { Env } from '../env.ts';
import { sendJson, type Call, type Route } from '../http.ts';
import { leverRoutes } from '../levers.ts';
import { openStore } from '../store.ts';
import type { Exchange, Taken } from './exchange.ts';

type State = { access: string; refresh: string; renewed: string };

export const zaloModes: Record<string, string> = {
	normal: 'Bình thường (2 giây)',
	down: 'Mất kết nối',
	silent: 'Nhận rồi im lặng',
	mute: 'Không báo kết quả',
	twice: 'Báo hai lần',
	late: 'Báo muộn (30 giây)',
	unreachable: 'Người nhận không dùng Zalo',
	expired: 'Mã truy cập hết hạn',
	lost: 'Mất mã khi đang đổi'
};

const NO_TOKEN = { error: -124, message: 'Access token invalid' };
const lasts = 3600;
const newToken = (): string => randomBytes(24).toString('base64url');

/** That a message arrived, signed by the secret of the account. */
function report({ id, requestId }: Taken, env: Env): object {
	const timestamp = `${Date.now()}`;
	const message = { msg_id: id, delivery_time: timestamp, tracking_id: requestId ?? '' };
	const event = { event_name: 'user_received_message', app_id: env.zaloAppId, timestamp, message };
	const body = JSON.stringify({ ...event, sender: { id: 'oa' }, recipient: { id: 'user' } });
	const mac = createHash('sha256').update(`${env.zaloAppId}${body}${timestamp}${env.zaloOaSecret}`).digest('hex');
	const headers = { 'content-type': 'application/json', 'x-zevent-signature': `mac=${mac}` };
	return { url: `${env.origin}/api/notices/receipts/zalo/su-kien`, method: 'POST', headers, body };
}

/** As on the developer's page: somebody gets a new refresh token by hand, to set it; what was given before works no longer. */
const issuing =
	(state: State, save: () => void) =>
	({ response }: Call): void => {
		Object.assign(state, { access: '', refresh: newToken() });
		save();
		sendJson(response, { refresh_token: state.refresh });
	};

/** An official account: tokens that are changed by one that works once, messages by approved templates, and what became of them. */
export function zaloRoutes(env: Env, exchange: Exchange): Route[] {
	const first = { access: '', refresh: env.zaloRefreshToken, renewed: '' };
	const { state, save } = openStore<State>(env.stateDir, 'zalo.json', first);
	const line = exchange.state.lines.zalo;
	exchange.onTelling('zalo', (taken, said) => {
		if (said === 'arrived') exchange.outbox.put(report(taken, env));
	});

	const renew = ({ request, response, fields }: Call) => {
		if (line.mode === 'down') return void request.socket.destroy();
		const right = fields.refresh_token === state.refresh && fields.app_id === env.zaloAppId;
		if (!right || request.headers.secret_key !== env.zaloAppSecret)
			return sendJson(response, { error: -14014, error_name: 'Invalid refresh token.' });
		Object.assign(state, { access: newToken(), refresh: newToken() });
		state.renewed = line.mode === 'expired' ? state.access : '';
		save();
		if (line.mode === 'lost') return void request.socket.destroy();
		sendJson(response, { access_token: state.access, refresh_token: state.refresh, expires_in: `${lasts}` });
	};
	const take = ({ request, response, fields }: Call) => {
		if (line.mode === 'down') return void request.socket.destroy();
		const known = state.access !== '' && request.headers.access_token === state.access;
		if (!known || (line.mode === 'expired' && state.renewed !== state.access)) return sendJson(response, NO_TOKEN);
		const wrong = faultOf(fields, line.mode);
		if (wrong) return sendJson(response, wrong);
		const text = Object.entries(fields.template_data as object).map(([name, value]) => `${name}: ${value}`);
		const { id } = exchange.take({
			...{ line: 'zalo', requestId: String(fields.tracking_id ?? ''), to: String(fields.phone) },
			...{ from: `Zalo, mẫu ${fields.template_id}`, text: text.join('\n'), parts: 1, tell: 'webhook' }
		});
		if (line.mode === 'silent') return;
		sendJson(response, { error: 0, message: 'Success', data: { msg_id: id, sent_time: `${Date.now()}` } });
	};
	return [
		...leverRoutes({ state: line, save: exchange.store.save }, zaloModes, env.origin, '/zalo'),
		{ method: 'POST', path: /^\/zalo\/token$/, answer: renew },
		{ method: 'POST', path: /^\/zalo\/ma-moi$/, answer: issuing(state, save) },
		{ method: 'POST', path: /^\/zalo\/message\/template$/, answer: take }
	];
}

function faultOf({ phone, template_id: template, template_data: data }: Call['fields'], mode: string): object | null {
	if (!/^84\d{9}$/.test(String(phone))) return { error: -108, message: 'Phone number invalid' };
	if (!/^\d+$/.test(String(template)) || typeof data !== 'object' || data === null)
		return { error: -109, message: 'Template invalid' };
	return mode === 'unreachable' ? { error: -118, message: 'Zalo account not existed' } : null;
}
