@echo off
rem Runs a command of the program in this folder: bin\wgan sample --out digits.png
setlocal
set "home=%~dp0.."
"%home%\bin\java.exe" -XX:+UseSerialGC "-XX:AOTCache=%home%\lib\wgan.aot" "-Xlog:aot*=off" "-Xlog:cds*=off" -m wgan.cli %*
