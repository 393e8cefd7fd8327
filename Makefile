# Everything this repository does, by name. Each target sets up what it needs on the machine.

SHELL := bash
MACHINE := integration/machine
WITH_ENVIRONMENT := . $(MACHINE)/environment.sh &&

# jsii compiles well on Node 20, which it no longer supports and says so at length.
export JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION := 20

# The releases that the integration tests start; those of 8.5 read what is written for them.
TOMCAT_VERSIONS := 8.5.51 8.5.100 9.0.31 9.0.122 10.1.1 10.1.60 11.0.1 11.0.25

.DEFAULT_GOAL := help
.PHONY: help test integration demo clean faults browser bench bench-synthesis bench-throughput bench-synthesis-ready bench-throughput-ready azure-lab node-modules programs jdk docker terraform terraform-docker tomcat-archives redisson-jars package releases-page

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

test: node-modules programs jdk ## build, lint and unit tests; needs no Docker engine
	@npm run build --silent
	@npm run docgen:check --silent
	@npm run lint --silent
	@$(WITH_ENVIRONMENT) npm test --silent

integration: node-modules programs jdk docker terraform tomcat-archives redisson-jars browser ## deploy the examples on a real Docker engine and test them
	@npm run build --silent
	@$(WITH_ENVIRONMENT) npm run integration --silent

demo: node-modules docker terraform-docker ## deploy the demo and leave it running
	@$(WITH_ENVIRONMENT) npm run demo --silent

clean: ## destroy what demo deployed
	@if ! timeout 20 docker info >/dev/null 2>&1; then echo 'Nothing to destroy: no Docker engine is running.'; \
	else $(MACHINE)/node-modules.sh && $(WITH_ENVIRONMENT) npm run clean --silent; fi

package: node-modules ## pack the library into dist/, for a repository of your own to install
	@npm run build --silent
	@mkdir -p dist && npm pack --silent --pack-destination dist

releases-page: node-modules programs jdk docker tomcat-archives ## write docs/releases.md from what the real Tomcats read
	@$(WITH_ENVIRONMENT) node_modules/.bin/tsx --tsconfig tsconfig.dev.json integration/configurations/write-releases-page.ts

azure-lab: node-modules programs docker terraform ## run an Azure of this machine's own until Ctrl-C; needs root on Linux
	@$(WITH_ENVIRONMENT) exec node_modules/.bin/tsx --tsconfig tsconfig.dev.json integration/azure/main.ts

faults: node-modules programs docker terraform-docker ## break a stack in every way and measure it; ONLY=freeze RUNS=3 STACK=static; needs root
	@$(WITH_ENVIRONMENT) npm run faults --silent

# Both are measured, also where the first one misses a bound.
bench: bench-synthesis-ready bench-throughput-ready ## measure how long synthesis takes, and what replication costs in throughput
	@$(BENCH_SYNTHESIS); synthesis=$$?; $(BENCH_THROUGHPUT) && exit $$synthesis

bench-synthesis: bench-synthesis-ready ## measure how long synthesis takes; needs no Docker engine
	@$(BENCH_SYNTHESIS)

bench-throughput: bench-throughput-ready ## measure what replication costs in throughput
	@$(BENCH_THROUGHPUT)

bench-synthesis-ready: node-modules
	@npm run build --silent

bench-throughput-ready: node-modules docker terraform-docker

BENCH_SYNTHESIS := npm run bench --silent
BENCH_THROUGHPUT := $(WITH_ENVIRONMENT) TSX_TSCONFIG_PATH=tsconfig.dev.json node --import tsx bench/throughput/main.ts

node-modules:
	@$(MACHINE)/node-modules.sh

# What the tests and the lab run beside Node.js.
programs:
	@command -v python3 >/dev/null && command -v openssl >/dev/null || $(MACHINE)/apt-packages.sh python3 openssl

# With which the tests read files back, and compile what they put into a Tomcat.
jdk:
	@command -v java >/dev/null && command -v javac >/dev/null || $(MACHINE)/apt-packages.sh default-jdk-headless

# In which the tests look at pages.
browser:
	@command -v chromium >/dev/null || $(MACHINE)/apt-packages.sh chromium

docker:
	@$(MACHINE)/docker-engine.sh
	@$(MACHINE)/base-image.sh

terraform:
	@$(MACHINE)/terraform.sh docker azurerm

# The demo does not wait for a plugin that it does not use.
terraform-docker:
	@$(MACHINE)/terraform.sh docker

tomcat-archives:
	@$(MACHINE)/tomcat-archives.sh $(TOMCAT_VERSIONS)

redisson-jars:
	@$(MACHINE)/redisson-jars.sh
