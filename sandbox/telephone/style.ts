/** A telephone with keys, as old people have it. */
export const telephoneStyle = `
ul.phones { display: grid; grid-template-columns: repeat(auto-fill, minmax(220px, 1fr)); gap: 8px; list-style: none; margin: 0 0 16px; padding: 0; }
ul.phones a { display: block; min-height: 64px; padding: 8px 12px; border: 1px solid #DDD3C7; border-radius: 10px; background: #FFFFFF; color: inherit; text-decoration: none; }
ul.phones a:hover, ul.phones a[aria-current] { border-color: #A4161A; }
ul.phones small { display: block; color: #5B524B; font-size: 16px; }
.brick { max-width: 400px; margin: 16px auto; padding: 20px 22px 26px; border-radius: 36px 36px 52px 52px; background: #2B2A2E; box-shadow: inset 0 0 0 4px #46444B, 0 12px 28px #0003; color: #FFFFFF; }
.brick .ear { width: 72px; height: 8px; margin: 0 auto 14px; border-radius: 4px; background: #131215; }
.brick .screen { padding: 10px; border: 8px solid #131215; border-radius: 12px; background: #C9D7A6; color: #16210A; }
.brick .top { display: flex; justify-content: space-between; margin: 0 0 8px; border-bottom: 1px solid #16210A66; font-size: 16px; font-weight: 600; }
/* Turned over, so that it opens at the newest without a script. */
.brick .roll { display: flex; flex-direction: column-reverse; max-height: 400px; min-height: 220px; overflow-y: auto; }
.brick .roll ol { margin-block-end: auto; }
.brick ol { list-style: none; margin: 0; padding: 0; }
.bubble { width: fit-content; max-width: 92%; margin: 0 0 10px; padding: 8px 12px; border-radius: 4px 14px 14px 14px; background: #E6EFCD; overflow-wrap: anywhere; white-space: pre-line; }
.bubble.sent { margin-inline-start: auto; border-radius: 14px 4px 14px 14px; background: #B2C585; }
.bubble small { display: block; color: #3A4A20; font-size: 14px; white-space: normal; }
.letter { margin: 8px 0 0; white-space: pre-line; overflow-wrap: anywhere; }
.brick .keys { display: grid; grid-template-columns: repeat(3, 1fr); gap: 8px; margin: 18px 0 0; }
.brick .keys span { padding: 6px 0; border-radius: 10px; background: #46444B; text-align: center; font-weight: 600; }
`;
