import type { Page } from 'playwright-core';

// The app of the field in a browser, as its holder uses it.

export const PIN = '274193';

export const unsentOn = (page: Page): Promise<number> => page.locator('.unsent b').innerText().then(Number);

export async function unlockOn(page: Page, pin: string): Promise<void> {
	await page.locator('#pin').fill(pin);
	await page.getByRole('button', { name: 'Mở máy' }).click();
}

/** Opens the app, waits until it is kept whole, and asks to be bound; answers the six digits that it shows. */
export async function digitsOn(page: Page, field: string): Promise<string> {
	await page.goto(`${field}/ra-ngo`);
	await page.getByText('đã cài, mở được khi mất sóng').waitFor();
	await page.getByRole('button', { name: 'Bắt đầu ghép' }).click();
	await page.locator('.digits', { hasText: /\d{3} \d{3}/ }).waitFor();
	return (await page.locator('.digits').innerText()).replace(/\D/g, '');
}

/** Whoever leads binds the phone with these digits to whom `name` says, whatever else the list says of them. */
export async function bindTo(lead: Page, origin: string, digits: string, name: string): Promise<void> {
	await lead.goto(`${origin}/can-bo/dien-thoai`);
	await lead.locator('#code').fill(digits);
	const whose = await lead.locator('#staff option', { hasText: name }).innerText();
	await lead.locator('#staff').selectOption({ label: whose });
	await lead.getByRole('button', { name: /^Ghép máy/ }).click();
	await lead.getByText('Đã ghép.').waitFor();
}

/** Types the first PIN twice, once somebody has bound the phone. */
export async function choosePin(page: Page, [pin, again] = [PIN, PIN]): Promise<void> {
	await page.locator('#again').waitFor();
	await page.locator('#pin').fill(pin!);
	await page.locator('#again').fill(again!);
}
export const setPinOn = (page: Page): Promise<void> => page.getByRole('button', { name: /^Đặt mã/ }).click();
