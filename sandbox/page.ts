import { telephoneStyle } from './telephone/style.ts';

/** Text as HTML text or attribute value. */
export const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

export const style = `${telephoneStyle}
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; background: #FBF8F3; color: #1F1B18; font: 18px/1.55 system-ui, 'Segoe UI', Roboto, sans-serif; }
.standin { background: repeating-linear-gradient(-45deg, #F1E9DD 0 14px, #FBF8F3 14px 28px); border-bottom: 2px dashed #A4161A; padding: 10px 16px; text-align: center; }
.standin strong { background: #A4161A; color: #FFFFFF; border-radius: 6px; padding: 2px 10px; }
main { max-width: 720px; margin: 0 auto; padding: 20px 16px 56px; }
h1 { font-size: 26px; line-height: 1.25; margin: 8px 0 12px; }
h2 { font-size: 20px; margin: 28px 0 10px; }
p { margin: 0 0 12px; }
.quiet { color: #5B524B; font-size: 16px; }
.card { background: #FFFFFF; border: 1px solid #DDD3C7; border-radius: 10px; padding: 14px 16px; margin: 0 0 12px; }
ul.plain { list-style: none; margin: 0; padding: 0; }
button, .button { font: inherit; font-weight: 600; min-height: 48px; padding: 8px 16px; border: 2px solid #A4161A; border-radius: 10px; background: #FFFFFF; color: #A4161A; cursor: pointer; margin: 4px 8px 4px 0; text-decoration: none; display: inline-block; }
button.main { background: #A4161A; color: #FFFFFF; }
button:hover, .button:hover { background: #F6ECEA; }
button.main:hover { background: #86101A; }
button.person { display: block; width: 100%; min-height: 64px; text-align: left; color: #1F1B18; border: 1px solid #DDD3C7; margin: 0 0 10px; }
button.person:hover { border-color: #A4161A; }
button.person span { display: block; font-weight: 400; font-size: 16px; color: #5B524B; }
:focus-visible { outline: 3px solid #1D5B99; outline-offset: 2px; }
fieldset { border: 1px solid #DDD3C7; border-radius: 10px; background: #FFFFFF; margin: 0 0 12px; padding: 12px 16px; min-width: 0; }
legend { font-weight: 600; padding: 0 6px; }
label.choice { display: flex; gap: 12px; align-items: center; min-height: 48px; }
label.choice input { width: 24px; height: 24px; accent-color: #A4161A; flex: none; }
select, input:not([type]) { display: block; width: 100%; min-height: 52px; font: inherit; padding: 8px 10px; border: 2px solid #5B524B; border-radius: 10px; background: #FFFFFF; color: inherit; }
textarea { display: block; width: 100%; min-height: 120px; font: 16px/1.4 ui-monospace, monospace; padding: 10px; border: 2px solid #5B524B; border-radius: 10px; background: #FFFFFF; color: inherit; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: minmax(0, 2fr) minmax(0, 3fr); gap: 6px 12px; margin: 0 0 8px; }
dt { color: #5B524B; }
dd { margin: 0; font-weight: 600; overflow-wrap: anywhere; }
.fault { border-left: 6px solid #B00020; }
a { color: #1D5B99; }
`;

/** A page of a stand-in. The band on top says what it is before anything else is read. `body` is HTML already. */
export function page(title: string, body: string): string {
	return `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Mô phỏng: ${escape(title)}</title>
<link rel="stylesheet" href="/mo-phong.css">
<link rel="icon" href="data:,">
</head>
<body>
<header class="standin"><strong>Mô phỏng</strong> Trang dựng để trình diễn. Không phải trang của cơ quan hay ngân hàng nào, mọi người trong đây đều bịa.</header>
<main>
${body}
</main>
</body>
</html>
`;
}

/** Radio buttons for how the stand-in behaves. */
export function levers(modes: Record<string, string>, chosen: string, under = ''): string {
	const choices = Object.entries(modes)
		.map(
			([mode, words]) =>
				`<label class="choice"><input type="radio" name="mode" value="${mode}"${mode === chosen ? ' checked' : ''}> ${escape(words)}</label>`
		)
		.join('\n');
	return `<form method="post" action="${under}/lever"><fieldset><legend>Hôm nay thế nào?</legend>${choices}</fieldset><button>Gạt cần</button></form>`;
}

/** What could not be told to the program, with a button to try again. */
export function outboxNote({ waiting, givenUp }: { waiting: number; givenUp: number }): string {
	const again = givenUp > 0 ? '<form method="post" action="/gui-lai"><button>Gửi lại</button></form>' : '';
	return `<p class="quiet">Tin báo đang chờ gửi: ${waiting}. Đã thôi gửi: ${givenUp}.</p>${again}`;
}

/** Tells the person in words what is not right. */
export const faultPage = (words: string): string =>
	page(
		'chưa được',
		`<h1>Chưa được</h1><p class="card fault" role="alert">${escape(words)}</p><p><a class="button" href="/">Về trang đầu</a></p>`
	);
