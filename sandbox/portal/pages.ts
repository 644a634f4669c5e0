import { clockOf } from '../clock.ts';
import { escape, levers, outboxNote, page } from '../page.ts';
import type { File, Portal } from './files.ts';
import { modes, statuses } from './statuses.ts';

const shown = 30;
const nameOf = (status: number): string => statuses[status]?.name ?? `${status}`;

function nextButtons({ code, status }: File): string {
	const buttons = (statuses[status]?.next ?? []).map(
		(next) => `<button name="status" value="${next}">${next}. ${escape(nameOf(next))}</button>`
	);
	if (buttons.length === 0) return '';
	return `<form method="post" action="/ho-so/${encodeURIComponent(code)}/trang-thai">${buttons.join('')}</form>`;
}

/** No names here: what the demo needs to see is the code and how far the file is. */
const fileCard = (file: File): string => `<li class="card"><strong>${escape(file.code)}</strong><br>
<span class="quiet">Thủ tục ${escape(String(file.content.procedureCode))}, nhận lúc ${clockOf(file.receivedAt)}</span><br>
Trạng thái ${file.status}: ${escape(nameOf(file.status))}
${nextButtons(file)}</li>`;

function counts(files: File[]): string {
	const rows = Object.keys(statuses)
		.map(Number)
		.map((status) => ({ status, count: files.filter((file) => file.status === status).length }))
		.filter(({ count }) => count > 0);
	if (rows.length === 0) return '<p>Chưa có hồ sơ nào.</p>';
	return `<dl>${rows.map(({ status, count }) => `<dt>${escape(nameOf(status))}</dt><dd>${count}</dd>`).join('')}</dl>`;
}

export const portalPage = ({ mode, files }: Portal, parcels: { waiting: number; givenUp: number }): string =>
	page(
		'cổng dịch vụ công',
		`<h1>Cổng nhận hồ sơ</h1>
${levers(modes, mode)}
<h2>Đã nhận ${files.length} hồ sơ</h2>
${counts(files)}
${outboxNote(parcels)}
<h2>Hồ sơ mới nhất</h2>
<ul class="plain">${files.slice(-shown).reverse().map(fileCard).join('\n')}</ul>`
	);
