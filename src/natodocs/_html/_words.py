"""Words of classes and ids -> marks. They are no standard, but habits that most sites share.

A name is cut into its words ("comment__author-name", "commentAuthorName"), and the longest row that fits wins.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import takewhile
from types import MappingProxyType
from typing import Final

from attrs import frozen


@frozen
class Words:
    """Words of a class name, and what they say."""

    mark: str | None
    """One of `MARKS`; `None` for a look-alike that says nothing."""
    words: str
    """Each a sequence that stands anywhere in the name, joined by hyphens."""
    last: str = ""
    """Those that say it only at the end of the name, but for `NEUTRAL` words."""
    why: str = ""
    """The reason, where it cannot be seen."""


WORDS: Final = (
    Words(
        "body",
        "article-body story-body post-body entry-content post-content article-content story-content single-content "
        "article-text story-text post-text news-text body-text text-body body-copy article-copy story-copy articlebody "
        "storybody articletext storytext bodytext article-paragraph artikel-text artikeltext",
        why="habits of publishing systems; the words alone (body, content, text) name layout as well",
    ),
    Words(
        "article-header",
        "article-header post-header entry-header story-header article-head story-head post-head article-hero",
    ),
    Words(
        "article-footer",
        "article-footer post-footer entry-footer story-footer article-bottom post-bottom after-article after-post",
    ),
    Words(
        "headline",
        "headline article-title entry-title post-title story-title page-title news-title article-heading main-title",
    ),
    Words(
        "deck",
        "deck dek standfirst subtitle sub-title subheadline sub-headline strapline article-lead article-summary "
        "article-intro article-description article-excerpt post-excerpt lede chapo entradilla intro-text",
        last="summary excerpt intro lead",
    ),
    Words(
        "kicker",
        "kicker eyebrow overline topline dachzeile supertitle super-title section-label article-category post-category "
        "category-label cat-links",
    ),
    Words(
        "byline",
        "byline by-line author-name article-author post-author entry-author story-author author-link author-wrapper "
        "author-container meta-author byline-author journalist",
        last="author authors autor autoren auteur auteurs autore autori writer contributor contributors",
    ),
    Words(
        "date",
        "timestamp datetime date-time publish-date published-date publication-date pubdate pub-date posted-on "
        "entry-date post-date article-date date-published date-modified published-on last-updated last-modified "
        "article-time published-at updated-at modified-date datum fecha",
        last="date dates updated published",
    ),
    Words("dateline", "dateline"),
    Words(
        "meta",
        "article-meta entry-meta post-meta story-meta article-info post-info entry-info meta-data metadata meta-info "
        "reading-time read-time byline-date author-date",
        last="meta",
    ),
    Words(
        "caption",
        "caption figcaption figure-caption wp-caption image-caption photo-caption media-caption img-caption "
        "bildunterschrift cutline captiontext",
    ),
    Words(
        "credit",
        "image-credit photo-credit media-credit picture-credit photographer bildnachweis image-source photo-by "
        "image-copyright photo-copyright",
        last="credit credits",
    ),
    Words(
        "tags",
        "tags tag-list tags-links tag-links article-tags post-tags keywords topics hashtags hashtag tag-item "
        "schlagworte schlagwoerter etiquetas mots-cles article-topics",
        last="tag",
    ),
    Words(
        "share",
        "share sharing social socials sharedaddy addthis addtoany sharebar shares teilen compartir partager condividi "
        "social-media socialmedia follow-us sharethis print-button",
        last="follow",
    ),
    Words(
        "related",
        "related relatedposts recommended recommendations recommendation most-read most-popular most-viewed most-shared "
        "most-commented mostread trending popular read-more read-also also-read see-also more-news more-stories "
        "more-from more-on more-articles outbrain taboola recirc recirculation latest-news latest-posts latest-stories "
        "top-stories top-news recent-posts recent-news recent-articles recent-comments latest-comments next-article "
        "next-story next-post up-next further-reading read-next editors-picks editor-picks post-navigation nav-links "
        "relacionadas relacionados lire-aussi yarpp other-news you-may-like may-like might-like",
        last="latest recirculate",
    ),
    Words(
        "teaser",
        "teaser teasers story-card post-card article-card news-card card-headline card-title news-item article-list "
        "post-list posts-list news-list story-list headlines headline-list",
    ),
    Words("card", "", last="card cards tile tiles"),
    Words(
        "newsletter",
        "newsletter newsletters mailing-list email-signup mailchimp mc4wp signup sign-up-form newsletter-signup",
    ),
    Words(
        "advert",
        "advert adverts advertisement advertising adsense adslot ad-slot ad-container ad-wrapper ad-unit ad-banner "
        "banner-ad sponsored sponsor sponsors dfp werbung anzeige publicidad partner-content affiliate google-ad",
        last="ad ads promo promos promotion",
    ),
    Words(
        "paywall",
        "paywall-message paywall-overlay paywall-prompt paywall-offer paywall-banner paywall-box paywall-cta "
        "paywall-modal regwall subscribe subscription subscriptions subscriber abonnement abonnieren membership donate "
        "donation support-us subscribe-button",
        why="the word paywall alone mostly wraps the article that is paid for (schema.org/isAccessibleForFree)",
    ),
    Words("cookie", "cookie cookies consent gdpr onetrust didomi"),
    Words(
        "legal", "copyright copyrights disclaimer disclaimers legal privacy-policy terms-of impressum imprint"
    ),
    Words(
        "bio",
        "author-bio author-box author-info author-description author-profile about-author about-the-author "
        "author-card author-about author-content biography",
        last="bio",
    ),
    Words("breadcrumb", "breadcrumb breadcrumbs breadcrumb-list"),
    Words(
        "menu",
        "menu menus nav navbar navigation submenu subnav navi mainnav mainmenu topnav sitemap megamenu hamburger burger "
        "offcanvas off-canvas pagination pager page-numbers skip-link skip-to skip-links menuitem",
    ),
    Words(
        "header",
        "site-header page-header main-header global-header masthead topbar top-bar header-main header-top header-bottom",
        last="header",
    ),
    Words("footer", "footer colophon"),
    Words("sidebar", "right-rail side-bar widget-area sidebar-inner sidebar-content", last="sidebar rail"),
    Words(
        "search",
        "search-form searchform search-box searchbox search-bar search-input search-field",
        last="search",
    ),
    Words("account", "login log-in logout signin sign-in account my-account register registration user-menu"),
    Words(
        "embed",
        "twitter-tweet instagram-media fb-post tiktok-embed reddit-embed social-embed embed-twitter embed-instagram",
    ),
    Words("factbox", "factbox fact-box infobox info-box faktabox faktenbox infokasten"),
    Words("pullquote", "pullquote pull-quote"),
    Words(
        "unseen",
        "sr-only screen-reader visually-hidden visuallyhidden offscreen hidden-accessible assistive-text visually-hide",
    ),
    Words(
        "comments",
        "comments commentlist commentlinks comment-list comments-area comment-section comments-section comment-thread disqus "
        "kommentare commentaires comentarios livefyre viafoura openweb spot-im fb-comments discussion",
    ),
    Words("comment", "comment-item comment-wrapper comment-container", last="comment kommentar"),
    Words(
        "comment-author", "comment-author comment-user comment-username comment-name commenter comment-avatar"
    ),
    Words("comment-date", "comment-date comment-time comment-timestamp comment-meta comment-metadata"),
    Words("comment-text", "comment-text comment-content comment-message comment-copy commenttext"),
    Words(
        "comment-ui",
        "comment-reply comment-respond reply-title comment-form commentform comments-title comment-count comments-count "
        "comment-actions comment-button comments-link comment-link comment-icon comments-icon leave-reply add-comment "
        "post-comment comment-policy comment-notes num-comments comments-number comments-button comments-form form-comment",
        last="reply respond",
    ),
    Words(
        None,
        "comment-body comments-enabled comments-open comments-closed page-template post-template article-template menu-open",
        why="a comment's body is in some systems its text, in others the whole of it; the others are states of a page",
    ),
)
NEGATING: Final = frozenset(
    "has no with without not hide show is if".split()
)  # "has-sidebar": of the layout around it
NEUTRAL: Final = frozenset(
    "wrapper wrap container inner outer holder row col column columns block box module component section area region "
    "zone panel root cnt content text div group element component list items item main primary el label link links "
    "small large mobile desktop".split()
)
POST_CLASS: Final = frozenset(
    ("hentry", "type-post", "status-publish")
)  # WordPress lists all of a post's words there
SLUGS: Final = ("category-", "tag-", "author-", "format-", "post-", "has-", "topic-", "section-")

ROWS: Final = MappingProxyType(
    {sequence: (row.mark, False) for row in WORDS for sequence in row.words.split()}
    | {sequence: (row.mark, True) for row in WORDS for sequence in row.last.split()}
)
FIRST: Final = frozenset(sequence.split("-")[0] for sequence in ROWS)
LONGEST: Final = max(sequence.count("-") + 1 for sequence in ROWS)  # words
WORD: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
NUMBER: Final = "0123456789-_"  # "menu-item-4711"
UTILITY: Final = re.compile(r"[:\[(@/!]")  # "hover:text-gray": how a thing looks, not what it is


@lru_cache(maxsize=8_192)
def marks_of(names: str) -> frozenset[str]:
    """Return what the names in a class or an id say."""
    tokens = names.split()
    if not POST_CLASS.isdisjoint(tokens):
        tokens = [token for token in tokens if not token.startswith(SLUGS)]
    return frozenset[str]().union(*(_of_token(token.rstrip(NUMBER)) for token in tokens))


@lru_cache(maxsize=16_384)
def _of_token(token: str) -> frozenset[str]:
    if UTILITY.search(token):
        return frozenset()
    words = list(takewhile(_speaks, (word.lower() for word in WORD.findall(token))))
    marks, start = set[str](), 0
    while start < len(words):
        length, mark = _row_at(words, start) if words[start] in FIRST else (1, None)
        if mark:
            marks.add(mark)
        start += length
    return frozenset(marks)


def _speaks(word: str) -> bool:
    return word not in NEGATING


def _row_at(words: list[str], start: int) -> tuple[int, str | None]:
    """Return how many words the longest row has that fits at a word, and its mark."""
    for end in range(min(len(words), start + LONGEST), start, -1):
        mark, last = ROWS.get("-".join(words[start:end]), (None, None))
        if last is not None and (not last or NEUTRAL.issuperset(words[end:])):
            return end - start, mark
    return 1, None
