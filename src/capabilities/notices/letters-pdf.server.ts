import { pdfFrom } from '#platform/pdf.server.ts';
import { m } from '#words';
import type { Locale } from './answers.ts';
import type { BatchPrinted } from './answers-letters.ts';

// A4 on one side, folded as a Z: the upper third turns outward with sender and address (where a DL envelope has its window, too), the two
// others lie face to face inside. Nothing of the words is on the third that is seen, nor on the back.
const TEMPLATE = `#let d = json(bytes(sys.inputs.data))
#set document(title: d.title, author: d.sender.first())
#set page(width: 210mm, height: 297mm, margin: (x: 20mm, top: 0mm, bottom: 12mm))
#set text(font: ("Be Vietnam Pro", "Noto Sans Devanagari"), size: 12pt, lang: "vi")
#set par(leading: 0.72em, justify: false)
#let fold(y, words) = {
  for side in (left, right) {
    let out = if side == left { -20mm } else { 20mm }
    place(top + side, dx: out, dy: y, line(length: 7mm, stroke: 0.5pt + luma(90)))
  }
  place(top + left, dx: -19mm, dy: y + 1.2mm, text(size: 6.5pt, fill: luma(90), words))
}
#for (n, letter) in d.letters.enumerate() {
  if n > 0 { pagebreak() }
  fold(99mm, d.back)
  fold(198mm, d.inward)
  block(height: 99mm, width: 100%, below: 0mm, {
    place(top + left, dy: 11mm, block(width: 120mm, text(size: 9.5pt, {
      text(size: 8pt, fill: luma(60), d.from)
      linebreak()
      d.sender.map(line => [#line]).join(linebreak())
    })))
    place(top + left, dx: 3mm, dy: 49mm, block(width: 100mm, {
      text(size: 9pt, fill: luma(60), d.to)
      linebreak()
      text(size: 15pt, weight: 700, letter.name)
      linebreak()
      text(size: 12pt, letter.lines.map(line => [#line]).join(linebreak()))
    }))
  })
  set text(lang: letter.locale)
  let letters = letter.said.clusters().len()
  let large = if letters > 210 { 17pt } else if letters > 120 { 21pt } else { 25pt }
  block(height: 99mm, width: 100%, above: 0mm, below: 0mm, inset: (top: 12mm), {
    heading(level: 1, text(size: 14pt, letter.says))
    v(3mm)
    text(size: large, letter.said)
  })
  block(width: 100%, above: 0mm, inset: (top: 12mm), {
    text(size: 13pt, letter.asked)
    v(1mm)
    text(size: 20pt, weight: 700, letter.code)
    v(3mm)
    text(size: 12pt, letter.never)
  })
  place(bottom + right, text(size: 7pt, fill: luma(90), lang: "vi", letter.no))
}`;

/** What no word of the commune ever holds, as the page says it that people ask at. */
const neverIn = (locale: Locale): string =>
	`${m['notices.never']({}, { locale })}: ${[m['notices.never-link']({}, { locale }), m['notices.never-asks']({}, { locale })].join(', ')}.`;

/** The letters of a batch, a sheet each. What people wrote goes in as data and is never code. */
export const lettersPdf = ({ number, sender, letters }: BatchPrinted): Uint8Array => {
	const vi = { locale: 'vi' } as const;
	return pdfFrom(TEMPLATE, {
		...{ title: m['notices.batch']({ number }, vi), sender },
		...{ from: m['notices.paper-from']({}, vi), to: m['notices.paper-to']({}, vi) },
		...{ back: m['notices.paper-fold-back']({}, vi), inward: m['notices.paper-fold-in']({}, vi) },
		letters: letters.map(({ place, locale, lines: [name, ...lines], words: [says, said, asked, code] }) => ({
			...{ locale, name, lines, says, said, asked, code },
			never: neverIn(locale),
			no: m['notices.paper-no']({ number, place }, vi)
		}))
	});
};
