"""Families of page furniture: what the lines around an essay on a web page or a print look like.

Every pattern must match a whole line after `normal`. A *sure* pattern is furniture wherever it
stands. A *placed* one is an ordinary word or phrase ("home", "online", "essay") that is furniture
only before the body of the text or after it.
The phrases are kinds of wording, not the lines of any one site.
"""

import re
from dataclasses import dataclass

# The reasons are shown to people; `essays.intake.messages` marks them for translation.
COOKIES = "cookie or privacy notice"
ACCOUNT = "sign-in or registration"
ADVERT = "advertisement or order form"
NAVIGATION = "navigation"
RELATED = "links to other pages"
SHARING = "sharing, saving or rating buttons"
BYLINE = "author, date or upload details"
DETAILS = "details about the page"
PICTURE = "picture caption or icon"
COPYING = "copyright or copy notice"
CHAT = "chat or survey window"
COUNTDOWN = "countdown"
PREVIEW = "preview notice"
COURSE = "course system"
PAGE = "page number or print header"
TITLE = "title repeated"
POSITION = "stands among page furniture after the end of the text"

_CLEAN = str.maketrans(
    {"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u00a0": " ", "\u2013": "-",
     "\u2014": "-", "\u2026": "...", "\u00ad": None, "\u200b": None}
)  # fmt: skip
_ORNAMENT = re.compile(r"^[^\w\"'($\u00a3\u20ac\u00a9\-*]+|[\s.!\u00bb\u203a>\u2192\u2193*|]+$")


def normal(text: str) -> str:
    """A line as the patterns see it: lower case, plain quotes, no ornaments at its ends."""
    bare = re.sub(r"\s+", " ", text.translate(_CLEAN)).strip().lower()
    return _ORNAMENT.sub("", bare) or bare


@dataclass(frozen=True, slots=True)
class Family:
    """One kind of furniture and its patterns."""

    reason: str
    sure: re.Pattern[str]
    placed: re.Pattern[str] | None = None


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


_WORK = r"(?:essays?|papers?|assignments?|coursework|dissertations?|thesis|homework|research|reports?)"
_DOC = rf"(?:{_WORK}|docs?|documents?|texts?|articles?|content|pages?|answers?|samples?|preview|files?)"
_FREE = r"(?:(?:a|an|the|your|our|this|my|any|one|some|more|all|full|whole|entire|complete|free|new|custom|customi[sz]ed|original|unique|quick|sample|similar|personal|expert|professional|premium|unlimited|cheap|qualified|academic|whole|such|perfect|plagiarism-free) )*"

FAMILIES: tuple[Family, ...] = (
    Family(
        COOKIES,
        _any(
            r"(?=.*\bcookies?\b)(?=.*\b(?:we (?:also )?use cookies (?:to|on|for)|we and our|(?:this|our) (?:web)?site|our (?:cookie )?policy|by (?:continuing|using|clicking|browsing)|you (?:accept|agree|consent)|your (?:device|browser|computer|experience))\b).*",
            r"(?:accept|reject|allow|decline|deny|manage|refuse)(?: (?:all|only|necessary|essential|optional|the))*(?: cookies?)?(?: and (?:close|continue))?",
            r"(?:manage|cookie|privacy|consent)(?: (?:cookie|privacy|consent|your|my))* (?:preferences|settings|options|choices|policy|notice|statement)",
            r"(?:we|we and our)(?: \d+)? (?:\d+ )?(?:trusted )?partners (?:store|use|process|may)\b.*",
            r"(?:your privacy|we value your privacy|this (?:web)?site uses cookies|i (?:agree|accept)|got it|strictly necessary)",
        ),
    ),
    Family(
        PREVIEW,
        _any(
            rf"(?:this is|the above is|above is|you(?:'re| are) (?:viewing|reading)) (?:only |just )?(?:a|an|the) (?:free )?(?:preview|excerpt|extract)\b.*",
            rf"(?:this|the above|above) (?:is |was )?(?:only |just )?(?:a )?(?:partial )?preview\b.*",
            rf"(?:preview|excerpt|extract) of {_FREE}{_DOC}",
            rf"(?:you(?:'ve| have) )?(?:reached )?(?:the )?end of (?:the|your|this) {_FREE}(?:preview|sample|excerpt)",
            rf"(?:continue|keep) reading(?: {_FREE}(?:{_DOC}|story|post))?",
            rf"(?:read|show|see|view|load) (?:more|the rest|full|all)(?: (?:of|from) {_FREE}{_DOC}| {_DOC})?",
            rf"the (?:rest|remainder) of (?:this|the) {_DOC}\b.*",
            r"\.*\s*(?:middle|end|rest) of (?:the )?(?:paper|essay|document|preview|page)\s*\.*",
            r"page \d+ of \d+ (?:is )?(?:hidden|blurred|locked|not shown)",
        ),
    ),
    Family(
        ACCOUNT,
        _any(
            rf"(?:please )?(?:sign|log)(?:ging)?[ -]?(?:up|in|on|out|off)(?: (?:now|here|today|free|for free|with \w+|to \w.*|or \w.*|for \w.*|/ .*|and \w.*))?",
            r"(?:register|join|subscribe|join (?:us|free|today))(?: (?:now|today|here|free|for free|to (?:access|read|our|continue|get|the|download|unlock)\b.*|for (?:free|access)\b.*|us|our .*))?",
            rf"create (?:a|an|your|my) (?:free )?account\b.*",
            rf".*\b(?:only|available|access(?:ible)?|exclusive(?:ly)?)\b.*\b(?:registered|premium|paid|signed-in|logged-in)? ?(?:users|members|subscribers)\b(?: (?:only|have|can)\b.*)?",
            rf"(?:registered|premium) (?:users|members) only",
            r"already (?:have an account|a member|registered|subscribed|a subscriber)\b.*",
            r"(?:forgot|lost|reset)(?: your| my)? password.*",
            rf"(?:get|gain|unlock|buy|want)(?: instant| full| unlimited)* access(?: (?:to|for)\b.*| now)?",
            rf"access (?:the )?(?:full|whole|entire|complete) {_DOC}",
            rf"(?:unlock|upgrade|go premium|start (?:your )?(?:\d+[- ]day )?free trial|try (?:it )?(?:for )?free)(?: (?:now|to \w.*|this .*|the .*|for .*))?",
            rf"(?:to|want to|wish to) (?:read|view|see|access|unlock|continue|download|get) {_FREE}(?:\d+ )?(?:{_DOC}|reading|rest)\b.*",
            r"(?:or )?(?:become|be) a member\b.*|.*\bor become a member",
            r"enter your e-?mail(?: address)?\b.*|e-?mail address|password|user ?name|remember me",
            r"(?:sign|signing) up (?:to|for) (?:our )?newsletter.*|(?:our |get the |weekly )?newsletter(?: sign[- ]?up)?",
            r"your e-?mail address will not be published\b.*|required fields are marked.*",
            r"you are (?:logged|signed) in as\b.*|you are not (?:logged|signed) in\b.*",
        ),
    ),
    Family(
        ADVERT,
        _any(
            rf"(?:order|buy|purchase)(?: (?:now|here|today|online|{_FREE}{_WORK}\b.*))?",
            rf"(?:hire|find|choose|get|ask)(?: {_FREE.strip()})? ?(?:writers?|experts?|tutors?|editors?)(?: (?:now|online|today|for \w.*))?",
            rf"(?:need|get|want|looking for|can't find|struggling)\b.{{0,40}}\b(?:help|assistance|hand|struggling)\b.{{0,60}}\b(?:{_WORK}|writing|us|deadline)\b.*",
            rf"(?:get|download|order|buy|write me|make|receive) {_FREE}(?:{_WORK}|paper|sample|quote|price|offer|discount|draft|estimate)(?: (?:now|today|here|on (?:this|any)\b.*|done.*|for .*|from .*|written .*))?",
            rf"(?:we|us|our (?:\w+ )?(?:writers|experts|team|service))\b.{{0,30}}\b(?:can|will|could|to)? ?(?:write|craft|deliver|help you|do)\b.{{0,40}}\b(?:{_WORK}|sample|topic|requirements|grades?|you)\b.*",
            rf"let (?:us|our\b.*|an? expert) (?:write|help|do|handle)\b.*",
            rf".*\b(?:plagiarism[- ]free|money[- ]back|confidentiality guaranteed|guaranteed confidentiality|free revisions|custom(?:-written)? (?:essay|paper|writing)|(?:essay|paper|dissertation)[- ]writing (?:service|help)|professional (?:essay )?writers|writers online|academic expert)\b.*",
            r".*\b(?:limited time offer|special offer|promo code|discount|save \d+ ?%|\d+ ?% off)\b.*",
            r"(?:price |starting |only |cheap |just )*(?:from|at|for)? ?[$\u00a3\u20ac] ?\d+(?:[.,]\d+)?(?: ?(?:/|per|a) ?page\b.*)?",
            r"(?:calculate|check|see|get) (?:the|your|our|a) (?:price|quote|cost)s?\b.*|(?:the )?price (?:per|for) (?:a )?page.*",
            r"(?:deadline|delivery|ready|turnaround|urgent)(?: (?:from|in|within|as fast as))? ?\d+ ?(?:h|hrs?|hours?|days?)\b.*",
            r"\d+ ?(?:%|percent) (?:plagiarism[- ]free|original|unique|confidential|satisfaction|money).*|24 ?/ ?7(?: (?:support|online|help|service)\b.*)?",
            r"(?:(?:continues? )?after |skip )?(?:the )?advert(?:isement|s)?|(?:article|story|text) continues (?:after|below) (?:the |this )?advert.*|ad|ads|sponsored(?: content)?|promoted",
            rf"don't (?:use|waste|submit|know|have|miss|hesitate|let)\b.{{0,80}}\b(?:plagiari\w+|custom|{_WORK}|where to start|expert|time|us)\b.*",
            rf"according to your (?:\w+ )?requirements|(?:new! )?smart matching\b.*|place (?:your|an) order.*",
            rf"(?:all|(?:free|daily|new)) (?:materials?|essays|samples|topics)(?: daily)?|\d[\d,.]*\+?(?: (?:free|new|more))* (?:topics|subjects|essays|samples|materials|papers|documents|students|writers|experts)(?: .{{0,40}})?",
            rf"(?:remember! )?this is (?:just|only) (?:a|an|one) (?:sample|example|fragment).*",
            rf"(?:unlimited|free|fast|secure|guaranteed|on-?time)(?: \S+)? (?:revisions?|delivery|payments?|confidentiality|grades?|privacy|support|refunds?)",
        ),
    ),
    Family(
        COPYING,
        _any(
            r"(?:\u00a9|\(c\)|copyright)\b.*|\u00a9.*|.*\ball rights reserved\b.*",
            r".*\bcopying (?:(?:the |this )?(?:text|content|material)s? )?(?:is|are) (?:forbidden|prohibited|not (?:allowed|permitted)|disabled)\b.*",
            r"(?:terms|terms (?:of|and|&) (?:use|service|conditions|policies)|terms & policies|privacy|privacy (?:policy|notice|& terms|and terms|statement)|legal|imprint|disclaimer|dmca|accessibility statement)(?: (?:and|&|\|) .{0,40})?",
            r"by (?:clicking|signing|continuing|submitting|registering|pressing)\b.{0,40}\byou (?:agree|accept|consent|confirm)\b.*",
            rf"(?:disclaimer:? )?this {_WORK} (?:has been|was) (?:submitted|written|uploaded|contributed|donated)\b.*",
            r"(?:downloaded|printed|licensed|generated) (?:by|from|on|to|at|using) \S.{0,80}|powered by \w.{0,40}|proudly powered by .*|lomoarcpsd.*",
            r"(?:not |no part )(?:affiliated|of this)\b.*|.*\bdo not (?:copy|distribute|reproduce)\b.*",
        ),
    ),
    Family(
        RELATED,
        _any(
            rf"(?:related|similar|recommended|suggested|popular|other|latest|recent|trending|featured|further|top|most (?:read|popular|viewed|recent)|more)(?: (?:free|great|student|example|{_WORK}))* (?:topics?|posts?|articles?|essays?|papers?|documents?|samples?|stories|content|subjects?|searches|links|pages?|categories|documents|materials|questions|reads?)(?: .{{0,40}})?",
            r"(?:you|readers|students|people)(?: who .{0,40})? (?:may|might|will|could)?(?: also)? ?(?:like|liked|love|be interested in|enjoy|viewed|studied|read|bought)(?: .{0,30})?",
            r"(?:students|people|users|readers) who .{0,40}\balso\b.*",
            r"(?:recommended|suggested|more|picked) (?:for you|from\b.*|like this|by\b.*|on (?:this|the) (?:topic|subject))|most (?:read|popular|viewed|shared)|see also|trending(?: now)?|don't miss",
            rf"(?:cite|how to cite|cite (?:this|the) {_DOC}|copy citation|citation|cite this)(?: .{{0,30}})?|(?:apa|mla|chicago|harvard|vancouver|turabian|bibtex)",
            r"browse (?:our|all|by|more|through)\b.*|explore (?:our|more|all)\b.*|(?:still )?can't find (?:what|the)\b.*",
            r"find (?:more|similar|other|related)\b.*",
        ),
    ),
    Family(
        SHARING,
        _any(
            rf"(?:share|tweet|pin|e-?mail|print|bookmark|forward)(?: (?:this|it|the|on|via|with|to|us)\b.{{0,40}})",
            r"(?:tweet|pin it|like this|whatsapp|linkedin|pinterest|tumblr|reddit|copy (?:link|url)|copy to clipboard|share|retweet|share link|facebook|twitter|instagram|youtube|telegram|messenger)",
            r"(?:follow|like|find|join) us(?: (?:on|at)\b.*)?|follow us.*",
            rf"(?:save|add|remove|download|print|upload|report|flag|export|embed)(?: (?:to|from|as|this|the|your|free|full|word|pdf|a|my|file|page|{_DOC}|docx|now|list|favou?rites|library|copy|or|read|online|copyright|infringement|problem|abuse|error|and|study|docs))+\b(?:,? .{{0,30}})?",
            r"(?:was|is|did) (?:this|it|you find this) (?:\w+ )?(?:helpful|useful|document useful)\b.*|rate (?:this|it)\b.*|(?:\d+ )?found this (?:\w+ )?(?:helpful|useful).*|\d+% found .*",
            r"thanks? (?:you )?for (?:your|the) (?:feedback|rating|vote|visit)\b.*|your (?:answer|feedback|rating|vote) (?:is|was|has been|helps)\b.*",
            r"\d[\d,.]*k? ?(?:views?|votes?|ratings?|likes?|shares?|comments?|downloads?|upvotes?|reads|followers|points|replies)(?: .{0,20})?",
            r"leave a (?:reply|comment)\b.*|(?:post|add|write|view|show|submit|all|no|hide)(?: a| your| all| \d+)? comments?(?: .{0,20})?|comments? ?(?:\(\d*\)|\d+)|reply|cancel reply",
            r"sort by\b.*|loading",
        ),
        _any(r"(?:save|like|print|pin|e-?mail|report|comments?|download|upload|bookmark|yes|no|social|embed|rating|helpful|fullscreen)"),
    ),
    Family(
        BYLINE,
        _any(
            r"authors? avatar\b.*|.*\bavatar\b.*\bby \S+.*|.*\bby \S+ \((?:student|teacher|guest|tutor|user)\)",
            r"(?:posted|published|written|submitted|uploaded|contributed|created|updated|edited|last (?:updated|modified|edited)|reviewed|added)(?: (?:by|on|in|at|date|:|by:|on:))+ ?.{1,80}|(?:posted|published|updated|uploaded|last (?:updated|modified)|date (?:added|submitted|published)): .{1,40}",
            rf"{_WORK} by \S.{{0,80}}|anonymous,? (?:\d+\w* grade|college|student).{{0,40}}",
            r"uploaded by|submitted by|about the author|posted by|author's? (?:bio|profile)",
            r"\d+ (?:second|minute|hour|day|week|month|year)s? ago|(?:on )?[a-z]+ \d{1,2},? \d{4} by .{1,40}",
            r"posted (?:in|under) .{1,60}|(?:tagged|tags?|filed under|categories|category|subcategory|topics?):? .{1,80}",
        ),
        _any(r"by [\w.'-]+(?: [\w.'-]+){0,3}(?:,? .{0,30}\d{4})?", r"(?:tags|category|categories|author|authors)"),
    ),
    Family(
        DETAILS,
        _any(
            r"(?:pages?|words?|paper type|type of paper|document type|academic level|level|subject|subjects|language|format|file size|downloads?|views|reads|rating|reading time|word count|essay type|discipline)\s?: ?[\w ,.()/+-]{1,40}",
            r"\d+ ?(?:min|mins|minutes?)(?: to)? read|\d+ pages?(?: \(?\d+ words\)?)?|reading time:? .{1,20}|\d+ words?",
        ),
        _any(r"\d(?:\.\d)?(?: ?/ ?5| out of 5| stars?)?|[a-f][+-]?|\d+ pages?", rf"(?:free )?{_WORK}(?: (?:sample|example|examples|samples))?|sample|example|free essay sample"),
    ),
    Family(
        NAVIGATION,
        _any(
            r"skip to (?:main |the )?(?:content|navigation|search|text)|jump to .{1,30}|back to (?:top|search|results|home|essays|the top|all).{0,20}|return to .{1,30}|scroll (?:to top|down)",
            r"(?:you are here|home)\s?[:>/|\u00bb\u203a].*|[\w'&. -]{1,30}(?: ?[>\u00bb\u203a] ?[\w'&. -]{1,40}){2,}|[\w'&. -]{1,30}(?: / [\w'&. -]{1,30}){2,}",
            r"(?:home|about|about us|contact|contact us|blog|faq|help|login|search|menu|shop|store|pricing|reviews|services|how it works|careers)(?: \|? ?(?:home|about|about us|contact|contact us|blog|faq|help|login|search|menu|shop|store|pricing|reviews|services|how it works|careers|news))+",
            r"(?:main |footer |site |toggle |open |close )(?:menu|navigation|search)|search (?:for|this site|the site|essays|here|results)\b:?.{0,20}|(?:previous|next|older|newer) (?:post|article|essay|page|entry|story)s?\b.{0,60}|toggle .{1,20}|site ?map",
        ),
        _any(
            r"home|menu|search|about|about us|contact|contact us|blog|faqs?|help|pricing|reviews|services|careers|news|shop|how it works|previous|next|back|forward|close|open|more|submit|cancel|send|ok|go|x|\u00d7|store|support|feedback|sitemap|login|english|deutsch|fran\u00e7ais|settings|profile|notifications|account|dashboard|subjects|study guides|lesson plans|q ?& ?a|library",
        ),
    ),
    Family(
        PICTURE,
        _any(r"(?:image|photo|picture|photograph|thumbnail|illustration|avatar|icon) (?:source|credit|credits|by|courtesy)\b.{0,80}|(?:getty images|shutterstock|istock|unsplash|alamy)(?: .{0,40})?|(?:close|menu|search|user|star|arrow|check|heart) icon"),
        _any(r"icon|logo|avatar|image|images|photo|picture|thumbnail|placeholder|banner|profile picture|spinner"),
    ),
    Family(
        CHAT,
        _any(
            r"(?:live chat|chat (?:with|to) (?:us|an?)\b.*|chat now|start chat(?:ting)?|open chat|we(?:'re| are) online|typing|how (?:can|may) (?:i|we) help(?: you)?(?: today)?\??)",
            r"(?:hi|hello|hey)(?: there)?!? ?(?:i'm|i am|my name is|this is) .{1,80}",
            rf"(?:would you|do you|how about|what about|want|wanna|why not|don't you)\b.{{0,40}}\b(?:get|getting|have|having|such|custom\w*|one|order\w*|this access)\b.{{0,30}}\b(?:{_WORK}|one|customi[sz]ed|access|immediately|help)\b.{{0,30}}",
            r"thank you(?: a lot| so much| very much)?|(?:take|answer) (?:our|a) (?:\w+ )?survey\b.*",
            r"(?:hi|hello|hey)(?: there)?!?",
        ),
        _any(r"online|offline|now|immediately\??|just now|agent|support agent"),
    ),
    Family(
        COUNTDOWN,
        _any(
            r"\d{1,3} ?: ?\d{2} ?: ?\d{2}(?: ?: ?\d{2})?|(?:\d+ ?[dhms]\b ?){2,4}",
            r"(?:the )?(?:next update|offer|sale|deal|discount|special|promotion)\b.{0,20}\b(?:in|ends|expires|will be in|ends in|expires in)\s?:?.{0,20}|(?:time (?:left|remaining)|hurry(?: up)?)\b.{0,40}",
        ),
    ),
    Family(
        COURSE,
        _any(
            r"(?:submission|grading|attempt) (?:status|number|details|comments?|history|type)s?\b:?.{0,40}|this is attempt \d+|attempt \d+(?: of \d+)?|submitted for (?:grading|marking)|(?:not )?(?:graded|marked)(?: (?:yet|anonymously).{0,20})?|assignment was submitted\b.*|no attempt|draft \(not submitted\)",
            r"(?:add|edit|remove|view|resubmit|start|new) (?:submission|assignment|attempt|rubric|feedback)|submitting an? .{1,60}|(?:points|points possible|grade|mark|score|marks|maximum marks)\s?:? ?(?:n/a|-|_*)? ?/? ?\d*(?: ?\(?\d* ?(?:pts|points)?(?: possible)?\)?)|due(?: date)?:? (?:on )?[a-z]{3,9}\.? ?\d.{0,40}|due:? \d.{0,30}",
            r"(?:dashboard|my courses|courses)(?: ?[/>|\u203a\u00bb] ?.{1,100})|online text|file submissions?|turnitin.{0,60}|similarity(?: index| report)?:? ?\d*%?|plagiarism report.{0,20}",
            r"add a (?:media )?comment|media comment|attach file|get the mobile app|(?:data )?retention summary|view rubric",
            r"for (?:teacher|office|examiner|marker|tutor)(?:'?s)? use only|(?:(?:name|date|class|form|teacher|candidate(?: number)?|centre(?: number)?)\s?:? ?_{3,}\s*)+|please (?:recycle|turn over|do not write)\b.{0,40}|turn over|do not write .{1,40}|end of questions|blank page",
        ),
    ),
    Family(
        PAGE,
        _any(
            r"(?:page|pg\.?|p\.|seite|stran|p\u00e1gina) ?\d+(?: ?(?:of|/|von|od|de) ?\d+)?|\d+ ?\| ?p ?a ?g ?e|- ?\d+ ?-|\d+ (?:of|/) ?\d+",
            r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4},? \d{1,2}:\d{2}(?: ?[ap]m)?\b.{0,120}",
            r"(?:https?://|www\.)\S+ \d+ ?/ ?\d+|file:///\S+.{0,20}|about:blank",
        ),
    ),
)  # fmt: skip


def sure_reason(line: str) -> str:
    """Why a normalised line is furniture wherever it stands, or ""."""
    return next((family.reason for family in FAMILIES if family.sure.fullmatch(line)), "")


def placed_reason(line: str) -> str:
    """Why a normalised line is furniture if it stands outside the body, or ""."""
    return next(
        (family.reason for family in FAMILIES if family.placed and family.placed.fullmatch(line)),
        "",
    )
