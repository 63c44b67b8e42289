"""THE table of who may open what. A route that is not here fails the test: say what it should be.

Columns: anonymous; a practitioner with an account; focal points of Kazakhstan, of Georgia, and one
of Kazakhstan whose term is over; a country editor; the secretariat.

An answer is a status of GET; "in" leads to the sign-in, "on" to another page. Objects belong to
Kazakhstan: {draft} and {live} are numbers of its cases, {draft_code} and {live_code} their codes, {delegate}
is one of its delegation at {open_code}. {token} is the link that was mailed to somebody else there. {others_list} is a list of
somebody who is none of these; {hidden_list} is its token, {shared_list} that of one which is shared.
"""

ROLES = ("anonymous", "practitioner", "of_kz", "of_ge", "once_kz", "editor", "secretariat")

PUBLIC = """
# route                                   address                              anon prac kz  ge  old edit secr
<root>                                    /                                    on   on   on  on  on  on   on
documents/(\\d+)/(.*)$                     /documents/999/x.pdf                 404  404  404 404 404 404  404
documents/authenticate_with_password/<int:restriction_id>/  /documents/authenticate_with_password/999/  404 404 404 404 404 404 404
api/v1/openapi.json                       /api/v1/openapi.json                 200  200  200 200 200 200  200
api/v1/docs                               /api/v1/docs                         200  200  200 200 200 200  200
api/v1/search                             /api/v1/search?q=hushed              200  200  200 200 200 200  200
api/v1/suggest                            /api/v1/suggest?q=hush               200  200  200 200 200 200  200
api/v1/items                              /api/v1/items?code={draft_code}&code={live_code}  200 200 200 200 200 200 200
api/v1/items/<code>                       /api/v1/items/{draft_code}           404  404  404 404 404 404  404
api/v1/items/<code>                       /api/v1/items/{live_code}            200  200  200 200 200 200  200
api/v1/                                   /api/v1/                             404  404  404 404 404 404  404
healthz/live                              /healthz/live                        200  200  200 200 200 200  200
healthz/ready                             /healthz/ready                       200  200  200 200 200 200  200
robots.txt                                /robots.txt                          200  200  200 200 200 200  200
id/<str:code>                             /id/{draft_code}                     404  404  404 404 404 404  404
cite/<slug:code>.<slug:form>              /cite/{draft_code}.bib               404  404  404 404 404 404  404
cite/list.<slug:form>                     /cite/list.bib?id={draft_code}       200  200  200 200 200 200  200
<lang>/compare/                           /en/compare/?id={draft_code}&id={live_code}  200 200 200 200 200 200 200
<lang>/indicators/<slug:code>.csv         /en/indicators/{draft_code}.csv      404  404  404 404 404 404  404
<lang>/indicators/<slug:code>.csv         /en/indicators/{live_code}.csv       200  200  200 200 200 200  200
<lang>/list/                              /en/list/                            200  200  200 200 200 200  200
<lang>/lists/<slug:token>/                /en/lists/{hidden_list}/             404  404  404 404 404 404  404
<lang>/lists/<slug:token>/                /en/lists/{shared_list}/             200  200  200 200 200 200  200
<lang>/mail/unsubscribe/<str:token>/      /en/mail/unsubscribe/x/              404  404  404 404 404 404  404
<lang>/_util/login/                       /en/_util/login/                     in   403  403 403 403 403  403
<lang>/search/                            /en/search/?q=hushed                 200  200  200 200 200 200  200
<lang>/figures/                           /en/figures/                         200  200  200 200 200 200  200
<lang>/figures/<slug:name>.csv            /en/figures/case-study-by-outcome.csv  200 200  200 200 200 200  200
<lang>/gaps/                              /en/gaps/                            200  200  200 200 200 200  200
<lang>/gaps.csv                           /en/gaps.csv                         200  200  200 200 200 200  200
<lang>/countries.csv                      /en/countries.csv                    200  200  200 200 200 200  200
<lang>/countries/                         /en/countries/                       200  200  200 200 200 200  200
<lang>/countries/<slug:slug>/             /en/countries/kz/                    200  200  200 200 200 200  200
<lang>/themes/                            /en/themes/                          200  200  200 200 200 200  200
<lang>/themes/<slug:slug>/                /en/themes/one-stop-shops/           200  200  200 200 200 200  200
<lang>/tickets/<str:token>/               /en/tickets/x/                       404  404  404 404 404 404  404
<lang>/events/<slug:code>/check-in/       /en/events/{event_code}/check-in/    in   404  404 404 404 404  200
<lang>/events/<slug:code>/check-in/worker.js  /en/events/{event_code}/check-in/worker.js  in 404 404 404 404 404 200
<lang>/events/<slug:code>/check-in/kept/<slug:version>/  /en/events/{event_code}/check-in/kept/x/  in 404 404 404 404 404 404
<lang>/tickets/<str:token>/invitation.pdf  /en/tickets/x/invitation.pdf         404  404  404 404 404 404  404
<lang>/tickets/<str:token>/certificate.pdf  /en/tickets/x/certificate.pdf       404  404  404 404 404 404  404
<lang>/certificates/<str:number>/        /en/certificates/x/                  404  404  404 404 404 404  404
<lang>/events/<slug:code>/<slug:paper>.pdf  /en/events/{event_code}/badges.pdf  in   404  404 404 404 404  200
<lang>/events/feed.ics                    /en/events/feed.ics                  200  200  200 200 200 200  200
<lang>/events/<slug:code>.ics             /en/events/{event_code}.ics          404  404  404 404 404 404  404
<lang>/events/<slug:code>/register/       /en/events/{event_code}/register/    404  404  404 404 404 404  404
<lang>/events/<slug:code>/register/       /en/events/{open_code}/register/     200  200  200 200 200 200  200
<lang>/events/<slug:code>/registered/     /en/events/{event_code}/registered/  404  404  404 404 404 404  404
<lang>/events/<slug:code>/registered/     /en/events/{open_code}/registered/   on   on   on  on  on  on   on
<lang>/registrations/<str:token>/         /en/registrations/{delegate}/        404  404  404 404 404 404  404
<lang>/registrations/<str:token>/         /en/registrations/{token}/           200  200  200 200 200 200  200
<lang>/registrations/<str:token>/change/  /en/registrations/{delegate}/change/  404 404  404 404 404 404  404
<lang>/registrations/<str:token>/cancel/  /en/registrations/{delegate}/cancel/  404 404  404 404 404 404  404
<lang>/registrations/<str:token>/ticket/  /en/registrations/{token}/ticket/    405  405  405 405 405 405  405
<lang>/registrations/<str:token>/letters/  /en/registrations/{token}/letters/    405  405  405 405 405 405  405
<lang>/registrations/<str:token>/event.ics  /en/registrations/{delegate}/event.ics  404 404 404 404 404 404 404
<lang>/_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/  /en/_util/authenticate_with_password/999/{draft}/  404 404 404 404 404 404 404
<lang>/((?:[\\w\\-]+/)*)$                   /en/cases/draft/                     404  404  404 404 404 404  404
<lang>/((?:[\\w\\-]+/)*)$                   /en/cases/live/                      200  200  200 200 200 200  200
<lang>/((?:[\\w\\-]+/)*)$                   /en/cases/private/                   on   on   on  on  on  on   200
"""

COUNTRY = """
<lang>/desk/                              /en/desk/                            in   200  on  on  200 200  200
<lang>/desk/<slug:country>/               /en/desk/kz/                         in   404  200 404 404 404  404
<lang>/desk/<slug:country>/               /en/desk/ge/                         in   404  404 200 404 404  404
<lang>/desk/<slug:country>/               /en/desk/zz/                         in   404  404 404 404 404  404
<lang>/desk/<slug:country>/<slug:kind>/new/  /en/desk/kz/cases/new/            in   404  200 404 404 404  404
<lang>/desk/<slug:country>/<slug:kind>/new/  /en/desk/kz/events/new/           in   404  200 404 404 404  404
<lang>/desk/<slug:country>/<slug:kind>/new/  /en/desk/kz/memoranda/new/        in   404  404 404 404 404  404
<lang>/desk/<slug:country>/proposals/<uuid:public_id>/  /en/desk/kz/proposals/{proposal}/  in 404 200 404 404 404 404
<lang>/desk/<slug:country>/proposals/<uuid:public_id>/  /en/desk/ge/proposals/{proposal}/  in 404 404 404 404 404 404
<lang>/desk/<slug:country>/events/<slug:code>/delegation/  /en/desk/kz/events/{open_code}/delegation/  in 404 200 404 404 404 404
<lang>/desk/<slug:country>/events/<slug:code>/delegation/  /en/desk/ge/events/{open_code}/delegation/  in 404 404 200 404 404 404
<lang>/desk/<slug:country>/events/<slug:code>/delegation/  /en/desk/kz/events/{event_code}/delegation/  in 404 404 404 404 404 404
<lang>/desk/<slug:country>/events/<slug:code>/delegation/<uuid:person>/replace/  /en/desk/kz/events/{open_code}/delegation/{delegate}/replace/  in 404 200 404 404 404 404
<lang>/desk/<slug:country>/events/<slug:code>/delegation/<uuid:person>/replace/  /en/desk/ge/events/{open_code}/delegation/{delegate}/replace/  in 404 404 404 404 404 404
<lang>/desk/<slug:country>/events/<slug:code>/delegation/<uuid:person>/withdraw/  /en/desk/kz/events/{open_code}/delegation/{delegate}/withdraw/  in 404 200 404 404 404 404
<lang>/desk/<slug:country>/events/<slug:code>/delegation/<uuid:person>/withdraw/  /en/desk/ge/events/{open_code}/delegation/{delegate}/withdraw/  in 404 404 404 404 404 404
"""

ACCOUNT = """
<lang>/account/                           /en/account/                         in   200  200 200 200 200  200
<lang>/account/lists/                     /en/account/lists/                   in   200  200 200 200 200  200
<lang>/account/lists/<int:pk>/            /en/account/lists/{others_list}/     in   404  404 404 404 404  404
<lang>/account/login/                     /en/account/login/                   200  on   on  on  on  on   on
<lang>/account/logout/                    /en/account/logout/                  on   200  200 200 200 200  200
<lang>/account/inactive/                  /en/account/inactive/                200  200  200 200 200 200  200
<lang>/account/signup/                    /en/account/signup/                  200  on   on  on  on  on   on
<lang>/account/reauthenticate/            /en/account/reauthenticate/          in   200  200 200 200 200  200
<lang>/account/email/                     /en/account/email/                   in   200  200 200 200 200  200
<lang>/account/confirm-email/             /en/account/confirm-email/           200  200  200 200 200 200  200
<lang>/account/confirm-email/(?P<key>[-:\\w]+)/$  /en/account/confirm-email/x/  200  200  200 200 200 200  200
<lang>/account/password/change/           /en/account/password/change/         in   200  200 200 200 200  200
<lang>/account/password/set/              /en/account/password/set/            in   on   on  on  on  on   on
<lang>/account/password/reset/            /en/account/password/reset/          200  200  200 200 200 200  200
<lang>/account/password/reset/done/       /en/account/password/reset/done/     200  200  200 200 200 200  200
<lang>/account/password/reset/key/done/   /en/account/password/reset/key/done/ 200  200  200 200 200 200  200
<lang>/account/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$  /en/account/password/reset/key/1-x/  200 200 200 200 200 200 200
<lang>/account/login/code/confirm/        /en/account/login/code/confirm/      in   on   on  on  on  on   on
<lang>/account/second-step/               /en/account/second-step/             in   200  200 200 200 200  200
<lang>/account/second-step/authenticate/  /en/account/second-step/authenticate/  in on   on  on  on  on   on
<lang>/account/second-step/reauthenticate/  /en/account/second-step/reauthenticate/  in on on on on on on
<lang>/account/second-step/totp/activate/  /en/account/second-step/totp/activate/  in on on on on on on
<lang>/account/second-step/totp/deactivate/  /en/account/second-step/totp/deactivate/  in 404 404 404 404 404 404
<lang>/account/second-step/recovery-codes/  /en/account/second-step/recovery-codes/  in 404 404 404 404 404 404
<lang>/account/second-step/recovery-codes/generate/  /en/account/second-step/recovery-codes/generate/  in on on on on on on
<lang>/account/second-step/recovery-codes/download/  /en/account/second-step/recovery-codes/download/  in 404 404 404 404 404 404
<lang>/account/sessions/                  /en/account/sessions/                in   200  200 200 200 200  200
"""

# Beside the rule for all of the admin: nobody without a role there gets an answer from it.
ADMIN = """
admin/                                    /admin/                              on   on   on  on  on  200  200
admin/snippets/hub/focalpoint/            /admin/snippets/hub/focalpoint/      on   on   on  on  on  on   200
admin/snippets/hub/focalpoint/add/        /admin/snippets/hub/focalpoint/add/  on   on   on  on  on  on   200
admin/snippets/hub/country/               /admin/snippets/hub/country/         on   on   on  on  on  on   200
admin/proposals/<int:pk>/                 /admin/proposals/{proposal_number}/  on   on   on  on  on  on   200
admin/reports/translations/               /admin/reports/translations/         on   on   on  on  on  on   200
admin/localize/submit/page/<int:page_id>/  /admin/localize/submit/page/{live}/  on   on   on  on  on  on   200
admin/localize/reports/translations/      /admin/localize/reports/translations/  on  on   on  on  on  404  404
admin/localize/api/snippets/<slug:app_label>/<slug:model_name>/  /admin/localize/api/snippets/hub/focalpoint/  on on on on on 404 404
admin/users/                              /admin/users/                        on   on   on  on  on  on   on
admin/groups/                             /admin/groups/                       on   on   on  on  on  on   on
admin/pages/<int:page_id>/edit/           /admin/pages/{draft}/edit/           on   on   on  on  on  on   200
admin/pages/<int:page_id>/view_draft/     /admin/pages/{draft}/view_draft/     on   on   on  on  on  on   200
admin/pages/<int:page_id>/history/        /admin/pages/{draft}/history/        on   on   on  on  on  on   200
admin/events/registrations/               /admin/events/registrations/         on   on   on  on  on  200  200
admin/events/<int:page_id>/registrations/  /admin/events/{event}/registrations/  on  on   on  on  on  on   200
admin/events/<int:page_id>/registrations/messages/  /admin/events/{event}/registrations/messages/  on on on on on on 200
admin/events/<int:page_id>/registrations/messages/write/  /admin/events/{event}/registrations/messages/write/  on on on on on on 200
admin/events/<int:page_id>/registrations/copy/  /admin/events/{event}/registrations/copy/  on on on on on on 200
admin/events/<int:page_id>/registrations/series/  /admin/events/{event}/registrations/series/  on on on on on on 200
"""

# In the admin, but meant for everybody: a picture of icons, words for scripts, the door.
ADMIN_OPEN = ("admin/sprite/", "admin/jsi18n/", "admin/login/")
