# Tout part d'ici. « make » seul dit ce qui existe. Il ne faut que Python 3.11 ou plus récent ; npm, pour « make scripts » et la page Mosaic de « make bench ».
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= python3
PORT ?= 8501
PORT_GRAPPE ?= 8443
PORT_COMITE ?= 8502
# Secondes de réunion jouées en une.
VITESSE ?= 30
N ?= 2
PORT_SPARK ?= 15002
# Le dossier des données ouvertes : data/ reste à la démonstration.
OUVERTES := $(or $(TI_DASHBOARD_DONNEES),donnees-ouvertes)
VENV := .venv
BIN := $(VENV)/bin
MOSAIC := tests/bench/mosaic
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
# Plusieurs processus, chacun avec son serveur et son navigateur : tests/partage.py dit combien, et comment les essais s'y
# partagent ; les longs fichiers du navigateur ne restent pas pour la fin.
PYTEST_OPTIONS ?= -n auto --dist loadscope --no-loadscope-reorder --durations=10

# Réussit quand une publication est en place dans le dossier de données.
PUBLIEE := $(BIN)/python -c 'import sys; from ti_dashboard.dossier import chemins, pointeur; sys.exit(not (chemins.publications() / pointeur.NOM).exists())'

.PHONY: help run test lint style contrats types scripts sql donnees donnees-ouvertes definitions contours contrat verrouiller audit sbom image bench charge comite grappe grappe-arret test-grappe pannes mutation fuzz spark spark-arret test-spark capture clean

help: ## Cette liste
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-16s %s\n", $$1, $$2 }'

run: $(VENV)/.installe ## Installe au besoin, puis sert sur http://127.0.0.1:8501 (PORT=… pour changer)
	@$(PUBLIEE) \
		|| $(MAKE) --no-print-directory donnees
	@echo "Tableau de bord : http://127.0.0.1:$(PORT) (Ctrl+C pour arrêter)"
	@exec $(BIN)/streamlit run app.py --server.port $(PORT)

test: lint ## Style, contrats d'import, types, puis tous les essais, navigateur compris
	@# Chaque processus lancé par un essai recompilerait tout si l'environnement interdit de garder les modules compilés.
	env -u PYTHONDONTWRITEBYTECODE $(BIN)/python -m pytest $(PYTEST_OPTIONS)

lint: style contrats types scripts sql ## Ce qui se contrôle sans rien lancer :

# Chacun pour soi : .pre-commit-config.yaml les appelle.
style: $(VENV)/.installe-dev ## … le style du code
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

contrats: $(VENV)/.installe-dev ## … les contrats d'import
	$(BIN)/lint-imports

types: $(VENV)/.installe-dev ## … les types
	$(BIN)/mypy

scripts: ## … les types des scripts du navigateur, contre le contrat de la planche (demande npm)
	@if command -v npm > /dev/null; then \
		$(MAKE) --no-print-directory node_modules/.installe && node_modules/.bin/tsc --project .; \
	else \
		echo "Les types des scripts ne sont pas contrôlés : npm est introuvable. Sous Debian ou Ubuntu : sudo apt install --no-install-recommends npm"; \
		[ "$${CI:-}" != true ]; \
	fi

# Une règle (« -- rule: ») n'est pas une question : elle se lit dans celles qui l'appellent.
sql: $(VENV)/.installe-dev ## … le SQL
	$(BIN)/sqlfluff lint --disable-progress-bar $$(grep -rL '^-- rule:' ti_dashboard --include='*.sql')

donnees: $(VENV)/.installe ## Refait les livraisons de démonstration et leur publication
	$(BIN)/python -m ti_dashboard demonstration --remplacer
	$(BIN)/python -m ti_dashboard construire

donnees-ouvertes: export TI_DASHBOARD_DONNEES := $(OUVERTES)
donnees-ouvertes: $(VENV)/.installe ## Publie les listes publiques, sans rien inventer, dans donnees-ouvertes/
	@$(PUBLIEE) || $(BIN)/python -m ti_dashboard ouvertes
	@echo "Publié dans $(OUVERTES). Pour regarder : TI_DASHBOARD_DONNEES=$(OUVERTES) make run"

definitions: $(VENV)/.installe-dev ## Inscrit au registre ce qui a changé dans les indicateurs (VALEUR=change ou inchangee)
	$(BIN)/python -m outils.definitions_signees $(if $(VALEUR),--valeur $(VALEUR))

contours: $(VENV)/.installe ## Refait les contours de la carte, quand ce dont ils viennent a changé
	$(BIN)/python -m outils.contours

contrat: $(VENV)/.installe-dev ## Redit aux scripts du navigateur le contrat de la planche
	$(BIN)/python -m outils.contrat_des_scripts

verrouiller: $(VENV)/.installe-verrou ## Refait les verrous des dépendances, empreintes comprises (MAJ=oui : versions neuves de ce qu'elles appellent)
	@# Universel : ce que demandent Python 3.11 et ceux d'après, sur toute machine. Une machine nue doit n'avoir rien à compiler.
	@verrouiller() { \
		$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes $(if $(MAJ),--upgrade) \
			--custom-compile-command "make verrouiller" "$$1.txt" -o "$$1.lock" "$${@:2}"; \
		for machine in x86_64 aarch64; do for python in 3.11 3.12 3.13; do \
			$(BIN)/uv pip install -q --dry-run --require-hashes --only-binary :all: --target $$(mktemp -d) \
				--python-platform $$machine-manylinux_2_28 --python-version $$python -r "$$1.lock"; \
		done; done; \
		echo "$$1.lock : tout se pose sans compiler, x86_64 et aarch64, Python 3.11 à 3.13"; \
	}; \
	verrouiller requirements; \
	verrouiller requirements-dev -c requirements.lock; \
	for suite in verrou bench mutation; do verrouiller requirements-$$suite -c requirements-dev.lock; done; \
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes $(if $(MAJ),--upgrade) -c requirements-dev.lock \
		--custom-compile-command "make verrouiller" requirements-fuzz.txt -o requirements-fuzz.lock  # x86_64 seulement
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes $(if $(MAJ),--upgrade) -c requirements-dev.lock \
		--custom-compile-command "make verrouiller" requirements-spark.txt -o requirements-spark.lock  # pyspark n'est publié qu'en source

audit: $(VENV)/.installe-dev ## Cherche les failles connues de tout ce qui est verrouillé (demande le réseau)
	$(BIN)/python -m outils.audit

sbom: $(VENV)/.installe-dev ## Écrit la nomenclature de ce qui est installé pour servir, licences comprises (CycloneDX 1.6)
	$(BIN)/python -m outils.nomenclature nomenclature.cdx.json

image: sbom ## Bâtit l'image (SOCLE=…@sha256:…), la contrôle, la lance en lecture seule et s'y connecte (demande root et buildah)
	deploiement/image construire $(SOCLE)
	deploiement/image examiner
	PYTHON=$(BIN)/python deploiement/image essayer

bench: $(VENV)/.installe-bench ## Mesure ouverture et filtre, à côté d'une page naïve, d'une page Dash et d'une page Mosaic (demande npm)
	@if command -v npm > /dev/null; then $(MAKE) --no-print-directory $(MOSAIC)/dist/page.html; fi
	$(BIN)/python -m tests.bench
	$(BIN)/python -m tests.bench.lecteurs

charge: $(VENV)/.installe-bench ## Charge un serveur sans navigateur (SCENARIO="suiveurs --suiveurs 300" ; salle, suiveurs, memoire, endurance)
	$(BIN)/python -m tests.charge $(or $(SCENARIO),salle)

comite: $(VENV)/.installe ## Joue un comité entier à regarder : mur, pupitre, téléphone, puis son procès-verbal (VITESSE=30 ; PORT_COMITE=8502)
	@exec $(BIN)/python -m outils.comite --vitesse $(VITESSE) --port $(PORT_COMITE)

# Le navigateur y vient sous https://tableau-de-bord.localhost:$(PORT_GRAPPE), cette machine seule.
grappe: $(VENV)/.installe ## Sert N répliques derrière nginx, sur un PostgreSQL à elles (N=2, PORT_GRAPPE=8443 ; demande nginx-light et postgresql)
	@$(PUBLIEE) || $(MAKE) --no-print-directory donnees
	@exec $(BIN)/python -m outils.grappe demarrer --repliques $(N) --port $(PORT_GRAPPE)

grappe-arret: $(VENV)/.installe ## … et les arrête
	@$(BIN)/python -m outils.grappe arreter

test-grappe: $(VENV)/.installe-dev ## Essaie plusieurs répliques, l'une tuée sous charge (demande nginx-light, postgresql et Chromium ; 5 minutes)
	$(BIN)/python -m pytest -n 0 --durations=10 tests/grappe

pannes: $(VENV)/.installe-dev ## Met en défaut, un à un, les appels au système de chaque geste (GESTES="publier arreter" ; demande gcc)
	nice $(BIN)/python -m tests.appels.matrice $(GESTES) $(if $(PAR_SORTE),--par-sorte $(PAR_SORTE))

mutation: $(VENV)/.installe-mutation ## Change le code d'un mot à la fois et dit ce qu'aucun essai ne voit (MODULES=sceau)
	@# Ce que bâtit le premier essai sert à tous ceux des changements, ce que Python compile aussi.
	env -u PYTHONDONTWRITEBYTECODE ESSAIS_BATIS=$$(mktemp -d) nice $(BIN)/python -m outils.mutation $(MODULES)

fuzz: $(VENV)/.installe-fuzz ## Donne aux lecteurs (CSV, classeur, adresse, correspondance) ce qui pourrait les briser (DUREE=600 secondes en tout)
	nice $(BIN)/python -m tests.fuzz $(DUREE)

spark: $(VENV)/.installe-spark ## Démarre sur cette machine un maître Spark, deux ouvriers et un serveur Connect (PORT_SPARK=15002 ; demande Java 17)
	$(BIN)/python -m outils.grappe_spark demarrer --port $(PORT_SPARK)

spark-arret: $(VENV)/.installe-spark ## Les arrête
	$(BIN)/python -m outils.grappe_spark arreter --port $(PORT_SPARK)

test-spark: $(VENV)/.installe-spark ## Pose chaque question à une vraie grappe, un ouvrier perdu en route (TOUT=oui : de toutes les manières)
	$(if $(TOUT),ESSAIS_SPARK=tout) PORT_SPARK=$(PORT_SPARK) nice $(BIN)/python -m pytest -n 0 tests/spark

capture: $(VENV)/.installe-dev ## Refait la copie d'écran du README
	$(BIN)/python -m tests.bench.capture

clean: ## Efface l'environnement et les caches, jamais les données
	rm -rf $(VENV) node_modules $(MOSAIC)/node_modules $(MOSAIC)/dist .pytest_cache .ruff_cache .mypy_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(MOSAIC)/dist/page.html: $(MOSAIC)/node_modules/.installe $(wildcard $(MOSAIC)/*.js $(MOSAIC)/*.mjs $(MOSAIC)/*.html $(MOSAIC)/*.sql)
	@echo "Assemblage de la page Mosaic…"
	@node $(MOSAIC)/batir.mjs

$(MOSAIC)/node_modules/.installe: $(MOSAIC)/package-lock.json
	@echo "Installation de Mosaic…"
	@npm ci --prefix $(MOSAIC) --ignore-scripts --loglevel=error
	@touch $@

node_modules/.installe: package-lock.json
	@echo "Installation du contrôle des types…"
	@npm ci --loglevel=error
	@touch $@

$(VENV)/bin/python:
	@command -v $(PYTHON) > /dev/null || { echo "Python est introuvable. Sous Debian ou Ubuntu : sudo apt install python3 python3-venv"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Il faut Python 3.11 ou plus récent ; $(PYTHON) est un $$($(PYTHON) -V). Un autre : make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2> /dev/null \
		|| { echo "Il manque le paquet python3-venv. Sous Debian ou Ubuntu : sudo apt install python3-venv"; exit 1; }
	@echo "Création de l'environnement $(VENV)…"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.installe: requirements.lock | $(VENV)/bin/python
	@echo "Installation des dépendances…"
	@$(PIP) install --require-hashes -r $<
	@touch $@

$(VENV)/.installe-dev: requirements-dev.lock $(VENV)/.installe
	@echo "Installation des outils d'essai…"
	@$(PIP) install --require-hashes -r $<
	@touch $@

$(VENV)/.installe-mutation: requirements-mutation.lock $(VENV)/.installe-dev
	@echo "Installation de ce qui change le code…"
	@$(PIP) install --require-hashes -r $<
	@touch $@

$(VENV)/.installe-fuzz: requirements-fuzz.lock $(VENV)/.installe-dev
	@echo "Installation de ce qui cherche à briser les lecteurs…"
	@$(PIP) install --require-hashes -r $<
	@touch $@

$(VENV)/.installe-spark: requirements-spark.lock $(VENV)/.installe-dev
	@command -v java > /dev/null || { echo "Java est introuvable. Sous Debian ou Ubuntu : sudo apt install --no-install-recommends openjdk-17-jre-headless"; exit 1; }
	@echo "Installation de Spark (400 Mo)…"
	@$(PIP) install --require-hashes -r $<
	@touch $@

$(VENV)/.installe-bench: requirements-bench.lock $(VENV)/.installe-dev
	@echo "Installation des pages de comparaison…"
	@$(PIP) install --require-hashes -r $<
	@touch $@

$(VENV)/.installe-verrou: requirements-verrou.lock $(VENV)/.installe-dev
	@echo "Installation de ce qui verrouille…"
	@$(PIP) install --require-hashes -r $<
	@touch $@
