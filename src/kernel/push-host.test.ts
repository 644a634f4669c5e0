import { expect, test } from 'vitest';
import { isPushHost, pushHosts } from './push-host.ts';

test.each([
	'https://fcm.googleapis.com/fcm/send/abc',
	'https://updates.push.services.mozilla.com/wpush/v2/abc',
	'https://web.push.apple.com/abc',
	'https://hk2.notify.windows.com/w/?token=abc'
])('%s is a push service', (endpoint) => expect(isPushHost(endpoint, pushHosts)).toBe(true));

test.each([
	'http://fcm.googleapis.com/fcm/send/abc',
	'https://fcm.googleapis.com.evil.example/abc',
	'https://evil.example/fcm.googleapis.com',
	'https://fcm.googleapis.com@evil.example/abc',
	'https://evil@fcm.googleapis.com/abc',
	'https://fcm.googleapis.com:8443/abc',
	'https://push.apple.com/abc',
	'https://evilpush.apple.com/abc',
	'https://10.0.0.1/abc',
	'http://127.0.0.1:4000/abc',
	'file:///etc/passwd',
	'',
	'x'
])('%s is none', (endpoint) => expect(isPushHost(endpoint, pushHosts)).toBe(false));

test('a stand-in on this machine is one where it is listed with its port', () => {
	expect(isPushHost('http://127.0.0.1:4711/push/x', '127.0.0.1:4711')).toBe(true);
	expect(isPushHost('http://127.0.0.1:4712/push/x', '127.0.0.1:4711')).toBe(false);
	expect(isPushHost('http://127.0.0.1:4711/push/x', '')).toBe(false);
});
