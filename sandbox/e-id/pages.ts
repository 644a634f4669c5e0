import { escape, page } from '../page.ts';
import type { Person } from '../people.ts';

const born = (date: string): string => date.split('-').reverse().join('/');

const button = ({ id, name, birthDate, level, note }: Person): string =>
	`<li><button class="person" name="id" value="${escape(id)}">${escape(name)}<span>Sinh ${born(birthDate)}, định danh mức ${level}. ${escape(note)}.</span></button></li>`;

/** Tap a made-up person: no password, no code, nothing to type. */
export const choicePage = (action: string, people: readonly Person[]): string =>
	page(
		'chọn người đăng nhập',
		`<h1>Mời chọn một người để đăng nhập</h1>
<p>Đây là bản mô phỏng định danh điện tử. Không cần mật khẩu, không cần mã.</p>
<form method="post" action="${escape(action)}">
<ul class="plain">
${people.map(button).join('\n')}
</ul>
<button name="id" value="">Thôi, quay lại</button>
</form>`
	);

/** `form` is the provider's own hidden form, named `op.logoutForm`. */
export const signOutPage = (form: string): string =>
	page(
		'đăng xuất',
		`<h1>Đăng xuất khỏi bản mô phỏng?</h1>${form}<button class="main" form="op.logoutForm" name="logout" value="yes">Đăng xuất</button>`
	);

export const signedOutPage = (origin: string): string =>
	page('đã đăng xuất', `<h1>Đã đăng xuất</h1><p><a class="button" href="${escape(origin)}/">Về Từng Nhà</a></p>`);

export const errorPage = (origin: string, code: string): string =>
	page(
		'chưa đăng nhập được',
		`<h1>Chưa đăng nhập được</h1><p class="card fault" role="alert">Lượt đăng nhập đã cũ hoặc không hợp lệ (${escape(code)}). Mời quay lại và bấm đăng nhập lần nữa.</p>
<p><a class="button" href="${escape(origin)}/">Về Từng Nhà</a></p>`
	);

export const aboutPage = (origin: string, people: readonly Person[]): string =>
	page(
		'định danh điện tử',
		`<h1>Định danh điện tử</h1>
<p>Bản mô phỏng nói giao thức OpenID Connect thật. Muốn đăng nhập, mời bắt đầu từ <a href="${escape(origin)}/">Từng Nhà</a>.</p>
<h2>Những người có ở đây</h2>
<ul class="plain">${people.map(({ name, personalNo, level }) => `<li class="card">${escape(name)}<br><span class="quiet">Số bịa ${escape(personalNo)}, mức ${level}</span></li>`).join('')}</ul>`
	);
