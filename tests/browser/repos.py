"""A screen at rest: every run it has asked for has begun, and is over.

Streamlit's page says that it runs once the server says so: between the request and the first word of its answer, which
is long on a loaded machine, it says that it is at rest. What leaves and what comes is therefore read on the wire.
"""

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

DEMANDE = BackMsg.DESCRIPTOR.fields_by_name["rerun_script"].number
REPONSE = ForwardMsg.DESCRIPTOR.fields_by_name["new_session"].number

# Before any script of the page. A new connection owes nothing of what was asked on the one before.
ECOUTE = f"""(() => {{
  function* champs(octets) {{
    let i = 0;
    const entier = () => {{
      let lu = 0;
      for (let poids = 1; ; poids *= 128) {{
        const octet = octets[i++];
        lu += (octet & 127) * poids;
        if (octet < 128) return lu;
      }}
    }};
    while (i < octets.length) {{
      const entete = entier();
      yield Math.floor(entete / 8);
      const sorte = entete % 8;
      const taille = sorte === 2 ? entier() : sorte === 1 ? 8 : sorte === 5 ? 4 : 0;
      if (sorte === 0) entier();
      i += taille;
    }}
  }}
  const dit = (message, champ) => typeof message !== "string" && [...champs(new Uint8Array(message))].includes(champ);
  window.WebSocket = class extends WebSocket {{
    constructor(...ou) {{
      super(...ou);
      window.runAttendu = false;
      this.addEventListener("message", ({{ data }}) => {{ if (dit(data, {REPONSE})) window.runAttendu = false; }});
    }}
    send(message) {{
      if (dit(message, {DEMANDE})) window.runAttendu = true;
      super.send(message);
    }}
  }};
}})()"""
# What a gesture asks for leaves in the task that follows it: several frames in a row without a run, asked for or begun,
# are a screen at rest. ``tour`` tells one wait from another.
AU_REPOS = """tour => {
  const etat = document.querySelector("[data-test-script-state]")?.dataset ?? {};
  const aFini = etat.testScriptState === "notRunning" && etat.testConnectionState === "CONNECTED";
  if (window.repos?.tour !== tour) window.repos = { tour, images: 0 };
  const { dataset } = document.documentElement;
  const estEnAvance = "enAvance" in dataset && !("enRetard" in dataset);
  const aVenir = estEnAvance || "ecranAttendu" in dataset || "suitEnChemin" in dataset;
  const estConfirme = !aVenir && !document.querySelector("#ouverture");
  window.repos.images = aFini && estConfirme && !window.runAttendu ? window.repos.images + 1 : 0;
  return window.repos.images > 3;
}"""
# Nothing moves: what slides, unfolds, or measures the place it has before it takes its size, has done so.
IMMOBILE = """() => {
  const boites = [...document.querySelectorAll("body *")].map((e) => Object.values(e.getBoundingClientRect().toJSON()));
  const ici = boites.join();
  window.immobile = ici === window.boites ? (window.immobile ?? 0) + 1 : 0;
  window.boites = ici;
  return window.immobile > 5;
}"""
