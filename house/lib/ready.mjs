import { get as getPlain } from 'node:http';
import { get as getSecure } from 'node:https';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { isLoopback, localAddress } from '../settings.mjs';
import { say, warn } from './say.mjs';

/** The status of one GET, or 0. The certificate is for the outside name, so it is not checked from here. */
function statusOf(address) {
	return new Promise((resolve) => {
		const get = address.startsWith('https:') ? getSecure : getPlain;
		const request = get(address, { rejectUnauthorized: false, timeout: 2000, agent: false }, (answer) => {
			answer.resume();
			resolve(answer.statusCode);
		});
		request.on('timeout', () => request.destroy()).on('error', () => resolve(0));
	});
}

/** Waits until the program's /healthz answers 200. @returns false when told to stop first */
export const untilHealthy = (settings, isStopping) => untilAnswers(localAddress(settings), isStopping);

/** Waits until /healthz under `base` answers 200; says so when it takes long. */
export async function untilAnswers(base, isStopping) {
	const address = `${base}/healthz`;
	for (let round = 1; !isStopping(); round++) {
		if ((await statusOf(address)) === 200) return true;
		if (round % 300 === 0) warn(`Vẫn chờ ${address} trả lời …`, `Still waiting for ${address} …`);
		await wait(100);
	}
	return false;
}

export function announce(settings, user) {
	const demo = settings.seed === 'demo';
	say(
		'',
		`  Từng Nhà đã sẵn sàng: ${settings.origin}/`,
		...(demo
			? [
					'  Trang đó kể «Một buổi sáng ở Quảng Bình» và mở từng cánh cửa.',
					`  Tài khoản trình diễn: ${join(settings.dataDir, 'demo.json')}`
				]
			: []),
		`  Dữ liệu: ${settings.dataDir}`,
		...(user ? [`  Chạy bằng tài khoản / runs as: ${user.name}`] : []),
		'  Ctrl-C để dừng.',
		''
	);
	if (!demo || isLoopback(settings.host)) return;
	warn(
		`Bản trình diễn đang mở cho máy khác (HOST=${settings.host}): mật khẩu của nó ai cũng biết, đừng nhập dữ liệu thật.`,
		`The demo is open to other machines (HOST=${settings.host}): its passwords are known to all, enter nothing real.`
	);
}
