"""Dutch abbreviations with a full stop, by what may follow them."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


INSIDE = _words("""
    dhr mevr mw mej drs dr mr ir ing prof bc msc jhr jkvr kol gen lt sr jr ds gebr fa st
    art artt nr nrs no blz pag pp p par hfdst hfst bijl bijv vb fig tab afd afb aanh
    m.b.t i.v.m o.a m.n o.m i.c i.p.v t.a.v t.b.v t.g.v t.o.v t.w d.d d.w.z d.m.v i.h.k.v i.h.b i.s.m i.t.t i.z
    m.u.v m.i.v n.a.v o.g.v o.b.v o.l.v t.n.v u.d v.a v.w.b z.g zgn m.a.w m.m.v m.i o.i a.d.h.v a.g.v b.g.g c.q i.e n.b
    ca cf resp vgl incl excl gem min max mln mld tel evt ged inz jrg opm red ref secr stb stcrt trb vnl wnd jo lit plv
    int dir jan feb febr mrt apr jun jul aug sept okt nov dec
""")
"""Never the end of a sentence before a capital, a number or a bracket: titles, "nr.", "o.a."."""

MAY_END = _words("""
    jl ll c.s a.s n.v b.v v.o.f s.v a.u.b v.chr n.chr dd cs n.v.t z.s.m t.z.t s.v.p z.o.z p.m i.o w.o
""")
"""May end a sentence: it does before a word that looks like the start of one."""

OFTEN_ENDS = _words("etc enz e.d ed e.a o.i.d e.v")
"""Closes a list: it ends a sentence before any capital."""
