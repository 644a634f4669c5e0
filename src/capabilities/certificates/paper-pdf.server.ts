import { numberWords } from './rules-number.ts';
import { qrPath } from '#design/qr.ts';
import { spokenDate, spokenDay } from '#design/spoken.ts';
import { pdfFrom } from '#platform/pdf.server.ts';
import { m } from '#words';
import { findWord } from '#words/word.ts';
import type { PaperShown } from './answers.ts';

// A4, lying. Its frame is two plain lines and its sign is the house's own: nothing of it looks like a paper of the state, and it says so.
const TEMPLATE = `#let d = json(bytes(sys.inputs.data))
#let lacquer = rgb("#a4161a")
#let quiet = luma(90)
#let rule = line(length: 100%, stroke: 0.5pt + luma(200))
#let can(size) = {
  set text(size: size)
  set block(spacing: 0.55em)
  set par(spacing: 0.55em)
  let rows = d.can.map(one => grid(columns: (6mm, 1fr), text(fill: rgb("#20613a"), weight: 700)[✓], one))
  // What a commune adds itself goes into a second column.
  if rows.len() > 12 { grid(columns: (1fr, 1fr), column-gutter: 5mm, row-gutter: 0.7em, ..rows) } else { for row in rows { rule; row } }
}
#set document(title: d.title, author: d.centre)
#set page(width: 297mm, height: 210mm, margin: (x: 20mm, top: 15mm, bottom: 14mm), background: {
  place(rect(width: 283mm, height: 196mm, stroke: 0.8pt + lacquer), dx: 7mm, dy: 7mm)
  place(rect(width: 280.6mm, height: 193.6mm, stroke: 0.8pt + lacquer), dx: 8.2mm, dy: 8.2mm)
})
#set text(font: ("Be Vietnam Pro", "Noto Sans Devanagari"), lang: "vi", size: 12.5pt)
#set par(leading: 0.55em, spacing: 0.6em)
#grid(columns: (30mm, 1fr, 30mm), align: (left + top, center + top, right + top),
  image(bytes(d.qr), format: "svg", width: 28mm, alt: d.code),
  { text(size: 14pt, weight: 700, d.centre); linebreak(); if d.hosts != none { text(size: 11.5pt, fill: quiet, d.hosts) } },
  image(bytes(d.mark), format: "svg", width: 16mm, alt: d.house))
#v(-6mm)
#align(center, {
  heading(level: 1, text(size: 15pt, weight: 400, d.says))
  v(1mm)
  let length = d.name.clusters().len()
  text(size: if length > 34 { 22pt } else if length > 22 { 30pt } else { 38pt }, weight: 700, d.name)
  v(1mm)
  text(size: 14pt, d.did)
})
#v(5mm)
#grid(columns: (1.15fr, 1fr), column-gutter: 14mm, {
  heading(level: 2, text(size: 19pt, d.topic))
  v(2mm)
  context {
    // As large as it goes into the sheet.
    let fits = (12pt, 11pt, 10pt, 9pt, 8pt, 7pt, 6pt, 5pt).find(size => measure(block(width: 130mm, can(size))).height < 80mm)
    can(if fits == none { 4pt } else { fits })
  }
}, {
  line(length: 100%, stroke: 1.5pt)
  for fact in d.facts {
    grid(columns: (30mm, 1fr), text(size: 11.5pt, fill: quiet, fact.ask),
      text(size: 11.5pt, { strong(fact.answer); if fact.note != "" { [ #fact.note] } }))
    rule
  }
  v(12mm)
  grid(columns: (1fr, 1fr, 27mm), column-gutter: 6mm, align: bottom + center,
    ..d.signs.map(sign => { line(length: 100%, stroke: (paint: black, thickness: 0.6pt, dash: "dotted")); text(size: 10.5pt, sign) }),
    circle(radius: 13mm, stroke: (paint: luma(120), thickness: 1pt, dash: "dashed"), align(center + horizon, text(size: 9pt, fill: quiet, d.seal))))
})
#place(bottom, grid(columns: (auto, 1fr), column-gutter: 8mm, align: horizon,
  text(size: 15pt, weight: 700, d.number),
  text(size: 11pt, { strong(d.first); [ #d.what ]; strong(d.not); [ #d.instead ]; d.until })))`;

const MARK =
	'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" rx="12" fill="#a4161a"/><rect x="5" y="5" width="54" height="54" rx="8" fill="none" stroke="#f6ddb0" stroke-width="2"/><path d="M12 32 22 18h20l10 14z" fill="#f6ddb0"/><path d="M17 35h30v15H37V40H27v10H17z" fill="#f6ddb0"/></svg>';

function qrPicture(text: string): string {
	const { size, path } = qrPath(text);
	const side = size + 6;
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-3 -3 ${side} ${side}"><path d="M-3-3h${side}v${side}h-${side}z" fill="#fff"/><path d="${path}"/></svg>`;
}

const vi = { locale: 'vi' } as const;
const day = (of: string): string => spokenDate(of, 'vi', true);
/** 14/8, as it is written. */
const short = (of: string): string => `${Number(of.slice(8))}/${Number(of.slice(5, 7))}`;
const organisation = (of: string): string => findWord(`classes.org-${of}`, {}, vi) ?? of;

type Fact = { ask: string; answer: string; note: string };

function factsOf({ class: of, assessor, organisation: whose, givenOn }: PaperShown): Fact[] {
	const looked = [organisation(whose), ...(of ? [m['certificates.paper-not-trainer']({}, vi)] : [])].join(', ');
	const learned = of && [
		{
			ask: m['certificates.attended']({}, vi),
			answer: m['certificates.paper-lessons']({ attended: of.attended, lessons: of.lessons }, vi),
			note: m['certificates.paper-days'](
				{ from: short(of.from), until: `${short(of.until)}/${of.until.slice(0, 4)}` },
				vi
			)
		},
		{ ask: m['certificates.trainer']({}, vi), answer: of.trainer, note: organisation(of.organisation) }
	];
	return [
		...(learned ?? [
			{ ask: m['certificates.attended']({}, vi), answer: m['certificates.challenge']({}, vi), note: '' }
		]),
		{ ask: m['certificates.assessor']({}, vi), answer: assessor, note: looked },
		{ ask: m['certificates.paper-day']({}, vi), answer: day(givenOn), note: '' }
	];
}

/** The paper, in Vietnamese whoever prints it; `check` is the address that its picture leads to. What people wrote goes in as data and is never code. */
export function paperPdf(paper: PaperShown, check: string): Uint8Array {
	const number = numberWords(paper.number);
	const { class: of } = paper;
	const hosts = of?.hosts.map(organisation).join(', ') ?? '';
	return pdfFrom(TEMPLATE, {
		...{ number, centre: paper.centre, name: paper.name, title: m['certificates.paper-title']({ number }, vi) },
		hosts: hosts === '' ? null : m['certificates.paper-with']({ hosts }, vi),
		...{
			says: m['certificates.certificates']({}, vi),
			did: m['certificates.paper-did']({ count: paper.says.length }, vi)
		},
		...{ topic: findWord(`learning.topic-${paper.topic}`, {}, vi) ?? '', can: paper.says.map((one) => one.vi) },
		facts: factsOf(paper),
		signs: [...(of ? [m['certificates.trainer']({}, vi)] : []), m['certificates.assessor']({}, vi)],
		...{ seal: m['certificates.paper-seal']({}, vi), code: m['certificates.paper-qr']({}, vi) },
		...{ qr: qrPicture(check), mark: MARK, house: 'Từng Nhà' },
		...{ first: m['certificates.paper-says']({}, vi), what: m['certificates.paper-says-how']({}, vi) },
		...{ not: m['certificates.paper-not']({}, vi), instead: m['certificates.paper-not-how']({}, vi) },
		until: m['certificates.paper-until']({ day: spokenDay(paper.refreshFrom, 'vi', true) }, vi)
	});
}
