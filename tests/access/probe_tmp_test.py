import re
from django.urls import get_resolver, URLPattern, reverse
from tests.access.scene import Scene
SHORT=dict(zip(("bureau_officer","bureau_verifier","filing_clerk","unit_head","task_force_liaison","county_leader","delegate","service_officer","park_clerk","inspector","system_admin","security_admin","audit_admin","other_clerk"),"OVCHZLDSPIYAUX"))
GUESS=[("registration","registration"),("claims","") ,("claim_","claim"),("claim","claim"),("arrival","arrival"),("evidence","evidence"),("month_","month"),("ticket_step","ticket_step"),("ticket","ticket"),("figure","figure"),("account","account"),("role_grant","account"),("code_reset","account"),("tenure","tenure"),("unit","unit"),("code_new","code_list"),("code_edit","code"),("setting_change","setting"),("audit_detail","entry"),("my_login_end","login")]
def walk(r):
    for p in r.url_patterns:
        if isinstance(p,URLPattern): yield p
        else: yield from walk(p)
def test_probe(scene: Scene):
    out=open("/tmp/probe.txt","w")
    for p in walk(get_resolver()):
        n=str(p.pattern).count("<")
        key=""
        if n:
            key=next((k for g,k in GUESS if p.name.startswith(g)),"project")
        for m in ("get","post"):
            res={}
            for role in scene.cast:
                try: st=scene.status(role,m,p.name,scene.args[key],{})
                except Exception as e: st=type(e).__name__+str(e)[:60]
                res.setdefault(st,[]).append(SHORT[role])
            print(p.name,key,m,{k:"".join(sorted(v,key="OVCHZLDSPIYAUX".index)) for k,v in res.items()},file=out)
