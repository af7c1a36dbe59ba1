# What can be done here: make help. GOFLAGS and the other settings of Go are respected.

GO       ?= go
FUZZTIME ?= 30s
export GO

golangci_lint := github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0
govulncheck   := golang.org/x/vuln/cmd/govulncheck@v1.8.0

# What make check does. A machine that cannot get a tool may leave its check out: make check CHECKS="vet licences".
CHECKS ?= vet lint generated licences vulnerabilities

.DEFAULT_GOAL := help
.PHONY: help demo build generate test scale-test fuzz bench check vet lint generated licences vulnerabilities tools

help: ## list what can be done
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 24

demo: build ## run Suivi with an example record; needs nothing but Go
	@scripts/postgres
	@exec bin/suivi demo

build: ## build bin/suivi
	@$(GO) build -o bin/suivi ./cmd/suivi

generate: ## generate what is generated
	@$(GO) generate ./...

LONGEST := ./internal/tracker # begun first, beside the others

test: ## run the tests, with the race detector where there is a C compiler
	@scripts/postgres
	@race=-race; \
	if ! $(GO) build -race runtime/cgo 2>/dev/null; then \
		race=; echo "There is no C compiler here, so the tests run without the race detector."; \
	fi; \
	echo "$(GO) test $$race -timeout 10m $(LONGEST) ./..."; \
	$(GO) test $$race -timeout 10m $(LONGEST) ./...

# The record is loaded anew each time. SCALE_DIR names a data folder to keep it in instead, absolute; it is loaded where that is empty. One that was
# loaded before a migration was edited is to be deleted.
scale-test: ## read the plans of every kind of question against SCALE (200000) recommendations; takes some minutes; SCALE_DIR keeps the record
	@scripts/postgres
	SCALE=$(SCALE) SCALE_DIR=$(SCALE_DIR) $(GO) test -tags scale -count 1 -timeout 60m -v ./internal/scale/...

fuzz: ## fuzz each fuzz test for FUZZTIME (30s)
	@scripts/postgres
	@set -e; for package in $$($(GO) list ./...); do \
		for target in $$($(GO) test -list '^Fuzz' $$package | grep '^Fuzz' || true); do \
			echo "$$package $$target"; \
			$(GO) test -run '^$$' -fuzz "^$$target$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 5s $$package; \
		done; \
	done

bench: ## run the benchmarks, against SCALE (20000) recommendations
	@scripts/postgres
	SCALE=$(SCALE) $(GO) test -run '^$$' -bench . -timeout 30m ./bench/...

check: $(CHECKS) ## look for mistakes: vet, lint, stale generated files, licences, known vulnerabilities

vet:
	$(GO) vet ./...

lint:
	$(GO) run $(golangci_lint) run

generated:
	scripts/generated

licences:
	scripts/licences

vulnerabilities:
	scripts/vulnerabilities $(govulncheck)

# The checks that need a tool, and the tool.
tools:
	@echo lint $(golangci_lint)
	@echo vulnerabilities $(govulncheck)
